import { picturesOf } from '../../../contracts/limits.ts'
import type { Tx } from '../../platform/data/db.ts'
import { LimitExceeded } from '../../platform/errors.ts'
import type { Member } from '../../platform/http/actor.ts'
import { measure } from '../../platform/metrics.ts'
import { microUsdOfPicture } from '../../providers/google/index.ts'
import { addAsked } from './asked.sql.ts'
import { indianDay, secondsUntilMidnight } from './indian-day.ts'

/** What everybody asks for together. */
const stage = 'stage'

/**
 * Counts pictures that somebody asks for against what their workspace, they in all their workspaces, and the whole stage
 * may ask for on a day of India. To be called last in a transaction, since everybody waits for the row of the stage.
 * @throws LimitExceeded, which rolls back what was asked
 */
export async function countAsked(
  tx: Tx,
  { kind, id, workspaceId, tier }: Member,
  pictures: number,
  { now, dailyBudgetUsd }: { now: number; dailyBudgetUsd: number },
): Promise<void> {
  const { aDay, ofPersonADay } = picturesOf[tier]
  const bounds = [
    { subject: workspaceId, most: aDay, who: 'This workspace' },
    ...(kind === 'person' ? [{ subject: id, most: ofPersonADay, who: 'You' }] : []),
  ]
  const subjects = [...bounds.map(({ subject }) => subject), stage]
  const costMicroUsd = pictures * microUsdOfPicture
  const asked = await addAsked(tx, subjects, indianDay(now), { pictures, costMicroUsd })
  const of = (subject: string) => asked.find((each) => each.subject === subject)
  const tomorrow = { 'retry-after': String(secondsUntilMidnight(now)) }
  for (const { subject, most, who } of bounds) {
    if ((of(subject)?.pictures ?? 0) <= most) continue
    const message = `${who} may ask for ${most} pictures a day. Ask for fewer, or try again after midnight in India.`
    throw new LimitExceeded('day_is_full', message, tomorrow)
  }
  if ((of(stage)?.costMicroUsd ?? 0n) > BigInt(dailyBudgetUsd * 1_000_000)) {
    measure('budget_spent', 1, {})
    const message =
      'Dhol makes no more pictures today, and charges you nothing. Try again after midnight in India.'
    throw new LimitExceeded('budget_spent', message, tomorrow)
  }
}
