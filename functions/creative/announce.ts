import type { BaseContext } from './context.ts'
import { type PictureRow, toPicture } from './pictures.ts'

/** Tells the workspace's pages that a generation is under way, and the state of some of its pictures. */
export const announce = (
  { push, clock }: Pick<BaseContext, 'push' | 'clock'>,
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  pictures: PictureRow[],
) =>
  push(workspaceId, {
    type: 'generation.progress',
    generationId,
    status: 'running',
    pictures: pictures.map((picture) => toPicture(picture, clock())),
  })
