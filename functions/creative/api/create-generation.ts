import type { creativeEndpoints, Generation, GenerationInput } from '../../../contracts/creative.ts'
import { picturesOf } from '../../../contracts/limits.ts'
import { byCaller, record } from '../../audit/index.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http/api.ts'
import { expectedSecondsOfPicture } from '../../providers/google/index.ts'
import type { GenerationContext } from '../context.ts'
import { findGenerationByKey, insertGeneration } from '../generations.sql.ts'
import { inputHash, newGeneration, toGeneration } from '../generations.ts'
import { noteStart } from '../start-run.ts'
import { beginTurns } from '../turns/begin-turns.ts'
import { countAsked } from '../turns/count-asked.ts'

export const createGeneration: Handle<typeof creativeEndpoints.createGeneration, GenerationContext> = async (
  { actor, body, idempotencyKey, request },
  context,
) => {
  const { db, clock, newId, newSecret, dailyBudgetUsd } = context
  const { workspaceId } = actor
  const now = clock()
  const row = newGeneration(body, { newId, newSecret, now, expectedSeconds: expectedSecondsOfPicture })
  const picturesAtOnce = picturesOf[actor.tier].atOnce
  const asking = { idempotencyKey, inputHash: inputHash(body), picturesAtOnce }
  const isNew = await db.transaction(async (tx) => {
    if (!(await insertGeneration(tx, workspaceId, row, asking))) return false
    const change = { action: 'generation.made' as const, subject: row.id, after: body }
    await Promise.all([record(tx, byCaller(actor, request), change, new Date(now)), noteStart(context)])
    await countAsked(tx, actor, row.pictures.length, { now, dailyBudgetUsd })
    return true
  })
  if (!isNew) {
    return findEarlierGeneration(context, workspaceId, body, idempotencyKey)
  }
  await beginTurns(context)
  return toGeneration(row, now)
}

/** The generation that this key made before. @throws Conflict for another generation with the key, NotFound for no such brand */
async function findEarlierGeneration(
  { db, clock }: GenerationContext,
  workspaceId: string,
  input: GenerationInput,
  idempotencyKey: string | undefined,
): Promise<Generation> {
  const earlier = idempotencyKey && (await findGenerationByKey(db, workspaceId, idempotencyKey))
  if (!earlier)
    throw new NotFound(
      'There is no such brand in this workspace, or what this Idempotency-Key made was deleted. Choose another brand, or use a new key.',
    )
  const { inputHash: earlierHash, ...row } = earlier
  if (earlierHash !== inputHash(input)) {
    throw new Conflict(
      'idempotency_key_reused',
      'This Idempotency-Key belongs to another generation. Use a new key for a new generation.',
    )
  }
  return toGeneration(row, clock())
}
