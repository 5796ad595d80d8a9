import type { deletionEndpoints } from '../../../../contracts/deletions.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { GenerationContext } from '../../context.ts'
import { deleteOnce } from '../../deletions/delete-once.ts'
import { holdGeneration, markGeneration } from '../../deletions/marks.sql.ts'

export const deleteGeneration: Handle<typeof deletionEndpoints.deleteGeneration, GenerationContext> = (
  input,
  context,
) => deleteOnce(input, { kind: 'generation', hold: holdGeneration, mark: markGeneration }, context)
