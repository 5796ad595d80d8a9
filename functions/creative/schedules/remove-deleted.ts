import { restorableSince } from '../../../contracts/restorable.ts'
import { readEnv } from '../../platform/env.ts'
import { schedule } from '../../platform/lambda.ts'
import { asError, log } from '../../platform/log.ts'
import { type RemovalContext, removalContext } from '../context.ts'
import { listDueDeletions } from '../deletions/removal.sql.ts'
import { removeDeletion } from '../deletions/remove.ts'
import { removalEnv } from '../env.ts'

/** Nothing more is begun after that; the function's timeout leaves a minute for what was. */
const workingMs = 4 * 60_000

/**
 * Removes for good what was deleted 30 days ago, with its files: the oldest first, and no more than there is time for.
 * @throws AggregateError when some could not be removed, so that the alarm rings; the others are done
 */
export async function removeDeleted(context: RemovalContext): Promise<void> {
  const { db, clock } = context
  const begunAt = clock()
  const failures: unknown[] = []
  for (const due of await listDueDeletions(db, restorableSince(begunAt))) {
    if (clock() - begunAt > workingMs) break
    await removeDeletion(due, context).catch((error: unknown) => {
      log.warn('deletion not removed', { ...due, error: asError(error) })
      failures.push(error)
    })
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deletions are not removed`)
}

export const handler = schedule(removeDeleted, removalContext(readEnv(removalEnv)))
