import type { Deletion, DeletionKind } from '../../../contracts/deletions.ts'
import { restorableUntil } from '../../../contracts/restorable.ts'
import { NotFound } from '../../platform/errors.ts'
import { noSuchBrand } from '../no-such-brand.ts'
import { noSuchGeneration } from '../read-generation.ts'

/** A deletion as its row has it. */
export type DeletionRow = Omit<Deletion, 'removedAt'>

export const toDeletion = (row: DeletionRow): Deletion => ({
  ...row,
  removedAt: restorableUntil(row.deletedAt),
})

/** What a caller reads of something that is not theirs, or is gone for good. */
export const noSuch: Record<DeletionKind, () => NotFound> = {
  brand: noSuchBrand,
  generation: noSuchGeneration,
  picture: () => new NotFound('There is no such picture in this workspace. Open your gallery to find it.'),
}
