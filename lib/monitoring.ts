import { Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { pascalCase, serviceOf } from './names.ts'
import type { Resources } from './resources.ts'
import type { Stage } from './stage.ts'

export const period = Duration.minutes(5)
export const sum = { period, statistic: 'Sum' }

export type Watched = {
  /** The alarm's name and its heading in docs/runbook.md: `creative/steps/render-pictures`. */
  name: string
  /** Its heading there, where that is another. */
  heading?: string
  /** What users lose while it rings. */
  usersLose: string
  metric: IMetric
  /** It rings from this value on. Default 1. */
  from?: number
  /** It rings below this value instead, and where nothing is measured. */
  below?: number
  /** Periods in a row, of five minutes unless the metric says otherwise. Default 1. */
  periods?: number
}

/** Where alarms ring: whoever is on duty subscribes to it, by mail or telephone. */
export const makeAlarmsTopic = (scope: Construct, stage: Stage): Topic => {
  const topic = new Topic(scope, 'Alarms', { topicName: `dhol-${stage.name}-alarms`, enforceSSL: true })
  // A topic with a policy of its own loses the one by which CloudWatch could reach it.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  )
  return topic
}

/** The anchor of an alarm's heading, as GitHub makes it from `## creative/steps/render-pictures`. */
export const runbookAnchor = (name: string) => name.toLowerCase().replaceAll(' ', '-').replaceAll('/', '')

/** The one way to make an alarm: it says what users lose and where to read on, and rings the stage's topic. */
export const watch = (scope: Construct, { stage, alarms }: Resources, watched: Watched) => {
  const alarm = new Alarm(scope, 'Alarm', {
    alarmName: `dhol-${stage.name} ${watched.name}`,
    alarmDescription: `Users lose: ${watched.usersLose} See docs/runbook.md#${runbookAnchor(watched.heading ?? watched.name)}`,
    metric: watched.metric,
    evaluationPeriods: watched.periods ?? 1,
    ...(watched.below === undefined
      ? {
          threshold: watched.from ?? 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }
      : {
          threshold: watched.below,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.BREACHING,
        }),
  })
  alarm.addAlarmAction(new SnsAction(alarms))
}

type Part = Watched & { log: ILogGroup; failed: string[] }

/**
 * A function or a machine. Where the stage watches by service, the lines of its log that have one of the words `failed`
 * count towards the alarm of its service, and it has none of its own.
 */
export const watchPart = (scope: Construct, resources: Resources, { log, failed, ...watched }: Part) => {
  if (resources.stage.watched === 'by function') return watch(scope, resources, watched)
  new MetricFilter(scope, 'Failures', {
    logGroup: log,
    filterPattern: FilterPattern.anyTerm(...failed),
    metricNamespace: namespaceOf(resources.stage),
    metricName: serviceOf(watched.name),
  })
}

/** An alarm for a service, which has so many of its functions and machines in it. */
export const watchService = (scope: Construct, resources: Resources, service: string, from: number) =>
  watch(new Construct(scope, `${pascalCase(service)}Failures`), resources, {
    name: service,
    heading: 'a service',
    usersLose: 'What one of its functions or machines does; its log says which.',
    metric: new Metric({ namespace: namespaceOf(resources.stage), metricName: service, ...sum }),
    from,
  })

const namespaceOf = ({ name }: Stage) => `dhol-${name}/failures`

/** A function that throws, times out or is refused its place among the account's concurrent runs. */
export const functionTrouble = (handler: IFunction) =>
  new MathExpression({
    expression: 'errors + throttles',
    label: 'Errors and throttles',
    usingMetrics: { errors: handler.metricErrors(sum), throttles: handler.metricThrottles(sum) },
    period,
  })

/** Executions that ended without an answer. A cancelled generation is no trouble. */
export const machineTrouble = (machine: IStateMachine) =>
  new MathExpression({
    expression: 'failed + timedOut',
    label: 'Failed and timed out',
    usingMetrics: { failed: machine.metricFailed(sum), timedOut: machine.metricTimedOut(sum) },
    period,
  })

export const waitingMessages = (queue: IQueue) =>
  queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })
