import type { deletionEndpoints } from '../../../../contracts/deletions.ts'
import type { Tx } from '../../../platform/data/db.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { GenerationContext } from '../../context.ts'
import { deleteOnce } from '../../deletions/delete-once.ts'
import { holdPicture, markPicture } from '../../deletions/marks.sql.ts'

export const deletePicture: Handle<typeof deletionEndpoints.deletePicture, GenerationContext> = (
  input,
  context,
) => deleteOnce(input, { kind: 'picture', hold: holdFinished, mark: markPicture }, context)

/** @throws Conflict while the picture is being made: it cannot be stopped alone */
async function holdFinished(tx: Tx, workspaceId: string, id: string) {
  const picture = await holdPicture(tx, workspaceId, id)
  if (picture?.isOpen) {
    throw new Conflict('under_way', 'This picture is still being made. Stop its generation first.')
  }
  return picture
}
