import { readSchedule } from '../../local/aws/events/schedule-expression.ts'
import type { Resource } from './bill.ts'
import { type Price, prices } from './prices.ts'

/** What a run is taken for. The sweep that asks DynamoDB alone is done in a tenth of that. */
const run = { seconds: 1, logGb: 2 / 1_000_000 }
/** Of a database that was woken for a moment. It takes half a unit and more, in steps of a half. */
const unitsAwake = 1
/** `believedForMs` in functions/platform/aws/under-way.ts: then the database is looked into all the same. */
const looksAnyway = 'rate(7 days)'

type Parts = [what: string, quantity: number, price: Price][]

/** What happens in an idle stage: its schedules run, and its database is awake or woken by them. */
export const activityOf = (resources: Resource[], hours: number): Parts => {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type)
  const month = { from: new Date(0), until: new Date(hours * 3_600_000) }
  const schedules = ofType('AWS::Scheduler::Schedule').map(({ properties }) => {
    const id = properties.Target.Arn['Fn::GetAtt'][0]
    const called = resources.find((resource) => resource.id === id)?.properties
    const variables = called?.Environment.Variables ?? {}
    return {
      times: firingsOf(properties.ScheduleExpression, month),
      gb: called.MemorySize / 1024,
      asksFirst: 'UNDER_WAY_TABLE' in variables,
      usesDatabase: 'DATABASE_HOST' in variables,
    }
  })
  const runs = schedules.reduce((sum, { times }) => sum + times.length, 0)
  const computing = schedules.reduce(
    (sum, { times, gb, asksFirst }) => sum + times.length * gb * run.seconds * (asksFirst ? 0.1 : 1),
    0,
  )
  const asking = schedules.filter(({ asksFirst }) => asksFirst)
  const reads = asking.reduce((sum, { times }) => sum + times.length, 0) / 2 // of a half each: they need not be the newest
  const wakings = schedules
    .filter(({ usesDatabase }) => usesDatabase)
    .flatMap(({ asksFirst, times }) => (asksFirst ? firingsOf(looksAnyway, month) : times))
  const instances = ofType('AWS::RDS::DBInstance').length
  const units = ofType('AWS::RDS::DBCluster').reduce(
    (sum, cluster) =>
      sum + instances * unitHours(cluster, ofType('AWS::RDS::DBClusterParameterGroup'), wakings, hours),
    0,
  )
  return [
    ['capacity of the database', units, prices.auroraCapacity],
    ['runs by the clock', runs, prices.scheduledRun],
    ['invocations', runs, prices.invocation],
    ['computing', computing, prices.computing],
    ['reads of DynamoDB', reads, prices.read],
    ['log lines', runs * run.logGb, prices.logs],
  ]
}

const firingsOf = (expression: string, { from, until }: { from: Date; until: Date }): Date[] => {
  const next = readSchedule(expression, from)
  const times: Date[] = []
  for (let time = next(from); time && time < until; time = next(time)) times.push(time)
  return times
}

/** Awake for good, or as long as its wakings last, each until its last connection has ended and it falls asleep. */
const unitHours = (
  { properties }: Resource,
  settings: Resource[],
  wakings: Date[],
  hours: number,
): number => {
  const { MinCapacity, SecondsUntilAutoPause } = properties.ServerlessV2ScalingConfiguration
  if (MinCapacity > 0) return MinCapacity * hours
  const idleMs = Number(settings[0]?.properties.Parameters.idle_session_timeout ?? Number.POSITIVE_INFINITY)
  const lastingMs = Math.min(SecondsUntilAutoPause * 1000 + idleMs, hours * 3_600_000)
  let [awakeMs, until] = [0, Number.NEGATIVE_INFINITY]
  for (const begun of wakings.map((time) => time.getTime()).sort((one, other) => one - other)) {
    awakeMs += begun + lastingMs - Math.max(begun, until)
    until = Math.max(until, begun + lastingMs)
  }
  return (unitsAwake * awakeMs) / 3_600_000
}
