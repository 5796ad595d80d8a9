import type { deletionEndpoints } from '../../../../contracts/deletions.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { GenerationContext } from '../../context.ts'
import { deleteOnce } from '../../deletions/delete-once.ts'
import { holdBrand, markBrand } from '../../deletions/marks.sql.ts'

export const deleteBrand: Handle<typeof deletionEndpoints.deleteBrand, GenerationContext> = (
  input,
  context,
) => deleteOnce(input, { kind: 'brand', hold: holdBrand, mark: markBrand }, context)
