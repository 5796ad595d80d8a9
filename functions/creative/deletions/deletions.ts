import { type Deletion, type DeletionKind, keptDays } from '../../../contracts/deletions.ts'
import { NotFound } from '../../platform/errors.ts'
import { noSuchBrand } from '../no-such-brand.ts'
import { noSuchGeneration } from '../read-generation.ts'

const keptMs = keptDays * 24 * 60 * 60_000

/** A deletion as its row has it. */
export type DeletionRow = Omit<Deletion, 'removedAt'>

export const toDeletion = (row: DeletionRow): Deletion => ({
  ...row,
  removedAt: new Date(Date.parse(row.deletedAt) + keptMs).toISOString(),
})

/** What was deleted before then is due to be removed, and cannot be restored. */
export const dueBefore = (now: Date) => new Date(now.getTime() - keptMs)

/** What a caller reads of something that is not theirs, or is gone for good. */
export const noSuch: Record<DeletionKind, () => NotFound> = {
  brand: noSuchBrand,
  generation: noSuchGeneration,
  picture: () => new NotFound('There is no such picture in this workspace. Open your gallery to find it.'),
}
