import cronParser from 'aws-cron-parser'

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Gives the function that tells when an expression of EventBridge Scheduler fires next, in UTC, or undefined
 * when it never does again. `rate` counts from `startedAt` and fires at that time too.
 * @throws Error for an expression that is no rate, cron or at.
 */
export const readSchedule = (expression: string, startedAt: Date): ((after: Date) => Date | undefined) => {
  const [, kind, inside = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? []
  if (kind === 'cron') {
    const cron = cronParser.parse(inside)
    return (after) => cronParser.next(cron, after) ?? undefined
  }
  if (kind === 'at') {
    const time = new Date(`${inside}Z`)
    if (Number.isNaN(time.getTime())) throw new Error(`"${expression}" has no date in it`)
    return (after) => (time > after ? time : undefined)
  }
  const [, amount, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inside) ?? []
  const period = Number(amount) * (unitMs[unit] ?? 0)
  if (kind !== 'rate' || !(period > 0)) throw new Error(`"${expression}" is not a schedule`)
  return (after) => {
    const passed = Math.floor((after.getTime() - startedAt.getTime()) / period) + 1
    return new Date(startedAt.getTime() + Math.max(passed, 0) * period)
  }
}
