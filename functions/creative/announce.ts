import { maxMessageBytes } from '../../contracts/realtime.ts'
import { fitting, jsonBytes } from '../platform/data/fitting.ts'
import type { BaseContext } from './context.ts'
import { type PictureRow, toPicture } from './pictures/pictures.ts'

/** Bytes of a message that are not pictures: ids, states and its number. */
const frameBytes = 500

/**
 * Tells the workspace's pages that a generation is under way, and the state of some of its pictures: in as many messages
 * as their prompts need.
 */
export async function announce(
  { push, clock }: Pick<BaseContext, 'push' | 'clock'>,
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  rows: PictureRow[],
) {
  let left = rows.map((row) => toPicture(row, clock()))
  do {
    const pictures = fitting(left, maxMessageBytes - frameBytes, jsonBytes)
    await push(workspaceId, { type: 'generation.progress', generationId, status: 'running', pictures })
    left = left.slice(pictures.length)
  } while (left.length > 0)
}
