import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Assembly, Invoke, Permission, Principal, RuleTarget } from '../../assembly/model.ts'
import { isRefusal } from '../errors.ts'
import type { Authorize } from '../iam/authorize.ts'
import type { States } from '../states/states.ts'
import type { Sqs } from '../storage/sqs.ts'
import type { Log } from '../types.ts'

type Delivery = {
  target: RuleTarget
  /** Who calls the target: the policies must allow it. */
  sender: Principal
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

type Parts = {
  functions: Assembly['functions']
  invoke: Invoke
  authorize: Authorize
  states: States
  sqs: Sqs
  log: Log
}

/**
 * Makes the function that EventBridge and Scheduler deliver with. A target that fails is tried again, after
 * 1 s and then twice as long each time, up to its limit; what still fails goes to its dead-letter queue.
 * What the sender may not call is not tried again. One retry policy stands here for two of AWS: that of the
 * target and that of Lambda's own queue.
 */
export const deliverer =
  (parts: Parts): Deliver =>
  async (delivery, signal) => {
    const { target } = delivery
    const limit = Math.min(target.maximumRetryAttempts ?? maxRetries, maxRetries)
    for (let attempt = 0; !signal.aborted; attempt++) {
      const failure = await attemptOnce(delivery, parts)
      if (!failure || signal.aborted) return
      if (attempt >= limit || failure.errorType === notAllowed)
        return giveUp(delivery, attempt, failure, parts)
      const pause = Math.min(1000 * 2 ** attempt, longestPauseMs)
      parts.log('warn', `${target.arn} failed and is tried again in ${pause / 1000} s`, failure)
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

type Failure = { errorType: string; errorMessage: string; isOfFunction?: true }

/** As the dead letter of a target names it. */
const notAllowed = 'NO_PERMISSIONS'

const actions: Record<string, Permission['action']> = {
  lambda: 'lambda:InvokeFunction',
  sqs: 'sqs:SendMessage',
  states: 'states:StartExecution',
}

const attemptOnce = async (
  { target: { arn }, sender, payload }: Delivery,
  { authorize, invoke, states, sqs }: Parts,
): Promise<Failure | undefined> => {
  try {
    const service = arn.split(':')[2] ?? ''
    const action = actions[service]
    if (!action) throw new Error(`the local cloud has no targets like ${arn}`)
    await authorize(sender, { action, resource: arn })
    if (service === 'states') states.start(arn, randomUUID(), payload)
    else if (service === 'sqs') await sqs.send(arn, payload)
    else {
      const result = await invoke(arn, JSON.parse(payload), 'wait')
      if (!result.ok) return { ...result, isOfFunction: true }
    }
  } catch (error) {
    const errorType = isRefusal(error) ? notAllowed : error instanceof Error ? error.name : 'Error'
    return { errorType, errorMessage: String(error) }
  }
}

const giveUp = async (
  { target, sender, payload, origin }: Delivery,
  retries: number,
  { errorType, errorMessage, isOfFunction }: Failure,
  { functions, authorize, sqs, log }: Parts,
) => {
  log('error', `${target.arn} failed for good`, {
    retries,
    errorType,
    errorMessage,
    deadLetter: target.deadLetterArn,
  })
  if (!target.deadLetterArn) return
  // Once a function has begun, its own role writes the letter: Lambda's queue has given up and not the sender.
  const called = isOfFunction && functions.find(({ arn }) => arn === target.arn)
  const writer = called ? { roleArn: called.roleArn, session: called.name } : sender
  const attributes = {
    ...origin,
    TARGET_ARN: target.arn,
    ERROR_CODE: errorType,
    // An empty attribute is not allowed.
    ERROR_MESSAGE: errorMessage || errorType,
    RETRY_ATTEMPTS: String(retries),
  }
  try {
    await authorize(writer, { action: 'sqs:SendMessage', resource: target.deadLetterArn })
    await sqs.send(target.deadLetterArn, payload, attributes)
  } catch (error) {
    log('error', `${target.deadLetterArn} did not take the message`, { error: String(error), payload })
  }
}
