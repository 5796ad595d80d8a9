import { randomUUID } from 'node:crypto'
import type { Assembly } from '../../assembly/model.ts'
import { accountId, arn, region } from '../arn.ts'
import type { Log } from '../types.ts'
import type { Deliver } from './deliver.ts'
import { readSchedule } from './schedule-expression.ts'

/** `setTimeout` can wait no longer; a later time is reached in several such steps. */
const longestWaitMs = 2_147_483_647

type Schedule = Assembly['schedules'][number]

export type Scheduler = { start(): void; stop(): void }

/**
 * EventBridge Scheduler, in UTC. A `rate` fires as soon as it is started. A time at which the run before is
 * still under way is left out, so that a slow machine does not pile up work; AWS would run both.
 * @throws Error for an expression that cannot be read.
 */
export const makeScheduler = (schedules: Schedule[], deliver: Deliver, log: Log): Scheduler => {
  const stopping = new AbortController()
  const running = new Set<string>()
  const timers = new Map<string, NodeJS.Timeout>()
  for (const { expression } of schedules) readSchedule(expression, new Date())

  const fire = (schedule: Schedule, at: Date) => {
    if (running.has(schedule.name))
      return log('warn', `${schedule.name} is still running: one time is left out`)
    running.add(schedule.name)
    void deliver(deliveryOf(schedule, at), stopping.signal).finally(() => running.delete(schedule.name))
  }

  const waitFor = (schedule: Schedule, next: (after: Date) => Date | undefined, at: Date | undefined) => {
    if (!at) return
    const wait = Math.min(Math.max(at.getTime() - Date.now(), 0), longestWaitMs)
    const timer = setTimeout(() => {
      if (Date.now() < at.getTime()) return waitFor(schedule, next, at)
      fire(schedule, at)
      waitFor(schedule, next, next(new Date()))
    }, wait)
    timers.set(schedule.name, timer.unref())
  }

  return {
    start() {
      const startedAt = new Date()
      for (const schedule of schedules) {
        const next = readSchedule(schedule.expression, startedAt)
        waitFor(schedule, next, next(new Date(startedAt.getTime() - 1)))
      }
    },
    stop() {
      stopping.abort()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

const deliveryOf = ({ name, target }: Schedule, at: Date) => {
  const scheduleArn = arn('scheduler', `schedule/default/${name}`)
  const time = at.toISOString().replace(/\.\d{3}Z$/, 'Z')
  const id = randomUUID()
  // Words that Scheduler puts in: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
  const words: Record<string, string> = {
    '<aws.scheduler.schedule-arn>': scheduleArn,
    '<aws.scheduler.scheduled-time>': time,
    '<aws.scheduler.execution-id>': id,
    '<aws.scheduler.attempt-number>': '1',
  }
  const payload = target.input?.replace(/<aws\.scheduler\.[a-z-]+>/g, (word) => words[word] ?? word)
  return {
    target,
    sender: { roleArn: target.roleArn, session: name },
    payload: payload ?? JSON.stringify(withoutInput(id, time, scheduleArn)),
    origin: { SCHEDULE_ARN: scheduleArn, SCHEDULED_TIME: time },
  }
}

/** What a target gets that was given no input: an event whose detail is a text. */
const withoutInput = (id: string, time: string, scheduleArn: string) => ({
  version: '0',
  id,
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: accountId,
  time,
  region,
  resources: [scheduleArn],
  detail: '{}',
})
