import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { ServiceFunction } from './constructs/service-function.ts'
import { Workflow } from './constructs/workflow.ts'
import { period, sum } from './monitoring.ts'
import type { Resources } from './resources.ts'

/** Every function that was made so far, in whatever stack. */
const functionNames = (scope: Construct) =>
  scope.node.root.node
    .findAll()
    .flatMap((construct) => (construct instanceof ServiceFunction ? [construct.name] : []))

const workflows = (scope: Construct) =>
  scope.node.root.node.findAll().filter((construct) => construct instanceof Workflow)

/** One page for whoever is on duty: what users feel first, then what it is made of. */
export const makeDashboard = (scope: Construct, { stage, database }: Resources, api: HttpStage) => {
  const names = functionNames(scope)
  const ofFunctions = (metricName: string, statistic: string) =>
    names.map(
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
  const machines = workflows(scope)
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
    new GraphWidget({ title, left, right, width: 12, height: 6 })

  const dashboard = new Dashboard(scope, 'Dashboard', { dashboardName: `dhol-${stage.name}` })
  dashboard.addWidgets(
    graph('API: requests, and server errors', [api.metricCount(sum)], [api.metricServerError(sum)]),
    graph('API: latency, 95th percentile', [api.metricLatency({ period, statistic: 'p95' })]),
  )
  dashboard.addWidgets(
    graph('Functions: errors', ofFunctions('Errors', 'Sum')),
    graph('Functions: duration, 95th percentile', ofFunctions('Duration', 'p95')),
  )
  dashboard.addWidgets(
    graph(
      'Machines: started, and failed or timed out',
      machines.map(({ path, machine }) => machine.metricStarted({ ...sum, label: `${path} started` })),
      machines.flatMap(({ path, machine }) => [
        machine.metricFailed({ ...sum, label: `${path} failed` }),
        machine.metricTimedOut({ ...sum, label: `${path} timed out` }),
      ]),
    ),
    graph(
      'Database: capacity units, and connections',
      [database.cluster.metricServerlessDatabaseCapacity({ period, statistic: 'Average' })],
      [database.cluster.metricDatabaseConnections({ period, statistic: 'Maximum' })],
    ),
  )
}
