import type { BaseContext } from './context.ts'
import { type PictureRow, toPicture } from './pictures.ts'

/** Tells the workspace's pages the state of one picture. */
export const announce = (
  { push, clock }: Pick<BaseContext, 'push' | 'clock'>,
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  picture: PictureRow,
) =>
  push(workspaceId, {
    type: 'generation.progress',
    generationId,
    status: 'running',
    picture: toPicture(picture, clock()),
  })
