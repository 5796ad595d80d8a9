import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import type { Resources } from './resources.ts'

const period = Duration.minutes(5)
const sum = { period, statistic: 'Sum' }

export type Watched = {
  /** Alarm's name, and with dashes its heading in docs/runbook.md: `creative/steps/render-image`. */
  name: string
  /** What users lose while it rings. */
  usersLose: string
  metric: IMetric
  /** It rings from this value on. Default 1. */
  from?: number
  /** Periods of five minutes in a row. Default 1. */
  periods?: number
}

/** The anchor of an alarm's heading, as GitHub makes it from `## creative/steps/render-image`. */
export const runbookAnchor = (name: string) => name.toLowerCase().replaceAll(' ', '-').replaceAll('/', '')

/** The one way to make an alarm: it says what users lose and where to read on, and rings the stage's topic. */
export const watch = (scope: Construct, { stage, alarms }: Resources, watched: Watched) => {
  const alarm = new Alarm(scope, 'Alarm', {
    alarmName: `dhol-${stage.name} ${watched.name}`,
    alarmDescription: `Users lose: ${watched.usersLose} See docs/runbook.md#${runbookAnchor(watched.name)}`,
    metric: watched.metric,
    threshold: watched.from ?? 1,
    evaluationPeriods: watched.periods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
  alarm.addAlarmAction(new SnsAction(alarms))
}

/** A function that throws, times out or is refused its place among the account's concurrent runs. */
export const functionTrouble = (handler: IFunction) =>
  new MathExpression({
    expression: 'errors + throttles',
    label: 'Errors and throttles',
    usingMetrics: { errors: handler.metricErrors(sum), throttles: handler.metricThrottles(sum) },
    period,
  })

/** Executions that ended without an answer. A cancelled order is no trouble. */
export const machineTrouble = (machine: IStateMachine) =>
  new MathExpression({
    expression: 'failed + timedOut',
    label: 'Failed and timed out',
    usingMetrics: { failed: machine.metricFailed(sum), timedOut: machine.metricTimedOut(sum) },
    period,
  })

export const waitingMessages = (queue: IQueue) =>
  queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })

type Dashboarded = {
  /** Full names, as CloudWatch knows them. */
  functionNames: string[]
  api: { requests: IMetric; serverErrors: IMetric; latency: IMetric }
  database: { capacity: IMetric; connections: IMetric }
  machines: { name: string; machine: IStateMachine }[]
}

/** One page for whoever is on duty: what users feel, then what it is made of. */
export const makeDashboard = (scope: Construct, { stage }: Resources, watched: Dashboarded) => {
  const ofFunctions = (metricName: string, statistic: string) =>
    watched.functionNames.map(
      (name) =>
        new Metric({
          namespace: 'AWS/Lambda',
          metricName,
          statistic,
          period,
          label: name.replace(`dhol-${stage.name}-`, ''),
          dimensionsMap: { FunctionName: name },
        }),
    )
  const { api, database, machines } = watched
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
    new GraphWidget({ title, left, right, width: 12, height: 6 })

  const dashboard = new Dashboard(scope, 'Dashboard', { dashboardName: `dhol-${stage.name}` })
  dashboard.addWidgets(
    graph('API: requests and server errors', [api.requests], [api.serverErrors]),
    graph('API: latency, 95th percentile', [api.latency]),
  )
  dashboard.addWidgets(
    graph('Functions: errors', ofFunctions('Errors', 'Sum')),
    graph('Functions: duration, 95th percentile', ofFunctions('Duration', 'p95')),
  )
  dashboard.addWidgets(
    graph(
      'Machines: started, and failed or timed out',
      machines.map(({ machine, name }) => machine.metricStarted({ ...sum, label: `${name} started` })),
      machines.map(({ machine }) => machineTrouble(machine)),
    ),
    graph('Database: capacity units and connections', [database.capacity], [database.connections]),
  )
}
