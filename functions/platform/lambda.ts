import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { type EventDetail, type EventName, events } from '../../contracts/events.ts'
import type { Database } from './data/db.ts'
import { asError, log } from './log.ts'

/**
 * Tells the machine when to come back: its message is the time, ISO 8601 in UTC, which a Wait state reads. The step that
 * throws it counts in a row how often it did, since a state that is entered again has fresh retries.
 */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter'
}

/**
 * The handler of a step of a state machine, which works for one workspace and sees that one's rows alone. It throws
 * what goes wrong: the machine retries and catches by `error.name`.
 * @throws ZodError for an input that is not the step's
 */
export const step =
  <I extends { workspaceId: string }, C extends { db: Database }, R>(
    input: z.ZodType<I>,
    run: (input: I, context: C) => Promise<R>,
    context: C,
  ) =>
  async (event: unknown, lambda: Context): Promise<R> => {
    const parsed = input.parse(event)
    const tenant = { ...context, db: context.db.of({ workspaceId: parsed.workspaceId }) }
    return logged(lambda, parsed, () => run(parsed, tenant))
  }

/** The handler of what runs by the clock. */
export const schedule =
  <C>(run: (context: C) => Promise<void>, context: C) =>
  (_event: unknown, lambda: Context): Promise<void> =>
    logged(lambda, {}, () => run(context))

/** The handler of what a person calls with credentials of the account. The answer is theirs and is not logged. */
export const byHand =
  <I, C, R>(input: z.ZodType<I>, run: (input: I, context: C) => Promise<R>, context: C) =>
  (event: unknown, lambda: Context): Promise<R> =>
    logged(lambda, {}, () => run(input.parse(event), context))

/** The handler of a domain event. The bus may deliver it twice, with the same id and at the same moment. */
export const subscriber = <N extends EventName, C>(
  name: N,
  run: (detail: EventDetail<N>, context: C, eventId: string) => Promise<void>,
  context: C,
) => {
  const envelope = z.object({ id: z.string(), 'detail-type': z.literal(name), detail: z.unknown() })
  return async (event: unknown, lambda: Context): Promise<void> => {
    // What the schema of N gives is N's detail; TypeScript loses that where it looks a schema up by name.
    const { id, ...carried } = envelope.parse(event)
    const detail = events[name].parse(carried.detail) as EventDetail<N>
    return logged(lambda, detail, () => run(detail, context, id))
  }
}

async function logged<R>(lambda: Context, ids: Record<string, unknown>, work: () => Promise<R>): Promise<R> {
  const began = performance.now()
  log.resetKeys()
  log.appendKeys({ requestId: lambda.awsRequestId, ...ids })
  try {
    const result = await work()
    log.info('done', { ms: Math.round(performance.now() - began) })
    return result
  } catch (error) {
    log.error('failed', asError(error))
    throw error
  }
}
