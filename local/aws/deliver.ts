import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Invoke, RuleTarget } from '../model.ts'
import type { Sqs } from './sqs.ts'
import type { States } from './states.ts'
import type { Log } from './types.ts'

type Delivery = {
  target: RuleTarget
  /** JSON, given to the target as it is. */
  payload: string
  /** Attributes of the message in the dead-letter queue, besides the error. */
  origin: Record<string, string>
}

/** Never throws. An aborted signal ends it after the attempt that is under way. */
export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<void>

/** Lambda's own queue tries a function that failed no more than twice again, whatever the target says. */
const maxRetries = 2

const longestPauseMs = 60_000

/**
 * Makes the function that EventBridge and Scheduler deliver with. A target that fails is tried again, after
 * 1 s and then twice as long each time, up to its limit; what still fails goes to its dead-letter queue.
 * One retry policy stands here for two of AWS: that of the target and that of Lambda's own queue.
 */
export const deliverer =
  (parts: { invoke: Invoke; states: States; sqs: Sqs; log: Log }): Deliver =>
  async ({ target, payload, origin }, signal) => {
    const limit = Math.min(target.maximumRetryAttempts ?? maxRetries, maxRetries)
    for (let attempt = 0; !signal.aborted; attempt++) {
      const failure = await attemptOnce(target.arn, payload, parts)
      if (!failure || signal.aborted) return
      if (attempt >= limit) return giveUp({ target, payload, origin }, attempt, failure, parts)
      const pause = Math.min(1000 * 2 ** attempt, longestPauseMs)
      parts.log('warn', `${target.arn} failed and is tried again in ${pause / 1000} s`, failure)
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

type Failure = { errorType: string; errorMessage: string }

const attemptOnce = async (
  arn: string,
  payload: string,
  { invoke, states, sqs }: { invoke: Invoke; states: States; sqs: Sqs },
): Promise<Failure | undefined> => {
  try {
    const service = arn.split(':')[2]
    if (service === 'states') states.start(arn, randomUUID(), payload)
    else if (service === 'sqs') await sqs.send(arn, payload)
    else if (service === 'lambda') {
      const result = await invoke(arn, JSON.parse(payload), 'wait')
      if (!result.ok) return result
    } else throw new Error(`the local cloud has no targets like ${arn}`)
  } catch (error) {
    return { errorType: error instanceof Error ? error.name : 'Error', errorMessage: String(error) }
  }
}

const giveUp = async (
  { target, payload, origin }: Delivery,
  retries: number,
  { errorType, errorMessage }: Failure,
  { sqs, log }: { sqs: Sqs; log: Log },
) => {
  log('error', `${target.arn} failed for good`, {
    retries,
    errorType,
    errorMessage,
    deadLetter: target.deadLetterArn,
  })
  if (!target.deadLetterArn) return
  const attributes = {
    ...origin,
    TARGET_ARN: target.arn,
    ERROR_CODE: errorType,
    // An empty attribute is not allowed.
    ERROR_MESSAGE: errorMessage || errorType,
    RETRY_ATTEMPTS: String(retries),
  }
  await sqs.send(target.deadLetterArn, payload, attributes).catch((error: unknown) => {
    log('error', `${target.deadLetterArn} did not take the message`, { error: String(error), payload })
  })
}
