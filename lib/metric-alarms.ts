import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import { type MetricName, metricsNamespace } from '../contracts/metrics.ts'
import { period, sum, type Watched, watch } from './monitoring.ts'
import { functionName, pascalCase } from './names.ts'
import type { Resources } from './resources.ts'
import type { Stage } from './stage.ts'

/** What calls of a model come to that somebody has to hear of. */
const modelTrouble = [
  {
    outcome: 'key_refused',
    name: 'google key refused',
    usersLose: 'No picture is drawn until somebody puts in a new key.',
  },
  {
    outcome: 'quota_spent',
    name: 'google quota spent',
    usersLose: 'No picture is drawn until the quota is raised or the day is over.',
  },
  {
    outcome: 'model_retired',
    name: 'google model retired',
    usersLose: 'No picture is drawn: neither the model nor a successor answers.',
  },
]
const mailNotSent: MetricName = 'mail_not_sent'
const budgetSpent: MetricName = 'budget_spent'

/** By which a function's log tells of what the alarms here ring for, but for what it takes an average or silence to see. */
export const metricWords = [...modelTrouble.map(({ outcome }) => outcome), mailNotSent, budgetSpent]

/**
 * What Dhol measures of itself and what somebody has to hear of. Those of functions and machines stand with them. Where the
 * stage is watched by service, what a function writes counts there, and only silence needs an alarm of its own.
 */
export const watchMetrics = (scope: Construct, resources: Resources) => {
  const { stage } = resources
  const alarms = metricAlarms(stage)
  for (const watched of stage.watched === 'by function' ? alarms : alarms.filter(({ below }) => below)) {
    watch(new Construct(scope, `${pascalCase(watched.name)}Alarm`), resources, watched)
  }
}

const metricAlarms = (stage: Stage): Watched[] => [
  ...modelTrouble.map(({ outcome, ...told }) => ({ ...told, metric: callsOfModels(stage, outcome) })),
  {
    name: 'generations failing',
    usersLose: 'More than a fifth of the generations of an hour lack pictures by no fault of their briefs.',
    metric: own(stage, 'creative', 'generation_failed', { statistic: 'Average', period: Duration.hours(1) }),
    from: 0.2,
  },
  {
    name: 'budget spent',
    usersLose:
      'Nobody is given a picture until midnight in India: the stage has spent its budget of the day.',
    metric: own(stage, 'creative', budgetSpent, sum),
  },
  {
    name: 'mail not sent',
    usersLose: 'A mail that they wait for: the stage has no mail domain.',
    metric: own(stage, 'auth', mailNotSent, sum),
  },
  {
    name: 'sweep stopped',
    usersLose: 'Generations that were lost half-way stay "running" for ever.',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Invocations',
      dimensionsMap: { FunctionName: functionName(stage, 'creative/schedules/sweep-generations') },
      statistic: 'Sum',
      period,
    }),
    below: 1,
    periods: 2,
  },
]

type Options = { statistic: string; period: Duration; dimensions?: Record<string, string> }

const own = (stage: Stage, service: string, name: MetricName, { dimensions, ...options }: Options) =>
  new Metric({
    namespace: metricsNamespace(stage.name),
    metricName: name,
    dimensionsMap: { service, ...dimensions },
    ...options,
  })

const callsOfModels = (stage: Stage, outcome: string) =>
  own(stage, 'creative', 'model_time', { statistic: 'SampleCount', period, dimensions: { outcome } })
