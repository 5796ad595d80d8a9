import type { BaseContext } from './context.ts'
import { type ItemRow, toItem } from './items.ts'

/** Tells the workspace's pages the state of one picture. */
export const announce = (
  { push, clock }: Pick<BaseContext, 'push' | 'clock'>,
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  item: ItemRow,
) =>
  push(workspaceId, {
    type: 'generation.progress',
    generationId,
    status: 'running',
    item: toItem(item, clock()),
  })
