import { activityOf } from './activity.ts'
import { free } from './free.ts'
import { type Price, prices } from './prices.ts'

// biome-ignore lint/suspicious/noExplicitAny: a template is data without a schema of ours
export type Resource = { id: string; type: string; properties: any }

export type Line = { what: string; quantity: number; price: Price; usd: number }

/** The hours of a month by which AWS counts. */
const hours = 730
/** Of a database or a bucket with little in it. */
const littleGb = 1

/** CloudWatch asks for each metric that an alarm looks at. */
const metricsOf = ({ properties: { Metrics } }: Resource): number =>
  Metrics?.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat).length ?? 1

/** By type: what one resource costs while nobody uses it. */
const rules: Record<string, (resource: Resource) => [what: string, quantity: number, price: Price][]> = {
  'AWS::CloudWatch::Alarm': (alarm) => [['metrics of alarms', metricsOf(alarm), prices.alarmMetric]],
  'AWS::CloudWatch::Dashboard': () => [['dashboard', 1, prices.dashboard]],
  'AWS::EC2::EIP': () => [['addresses of NAT gateways', hours, prices.publicAddress]],
  'AWS::EC2::NatGateway': () => [['NAT gateways', hours, prices.natGateway]],
  'AWS::KMS::Key': () => [['keys', 1, prices.key]],
  'AWS::RDS::DBCluster': () => [['storage of the database', littleGb, prices.auroraStorage]],
  'AWS::S3::Bucket': () => [['storage of buckets', littleGb, prices.objects]],
  'AWS::SecretsManager::Secret': () => [['secrets', 1, prices.secret]],
  'AWS::WAFv2::WebACL': ({ properties: { Rules } }) => [
    ['firewall', 1, prices.firewall],
    ['rules of the firewall', Rules.length, prices.firewallRule],
  ],
}

/** What is counted over the whole stage, by what happens in it. */
const counted = ['AWS::RDS::DBInstance', 'AWS::Scheduler::Schedule']

/**
 * What a stage costs in a month in which nobody uses it, line by line, the dearest first.
 * @throws Error that names the types of resources of which nothing is known
 */
export const billOf = (resources: Resource[]): Line[] => {
  const unknown = new Set(
    resources
      .map(({ type }) => type)
      .filter((type) => !(type in rules || type in free || counted.includes(type) || isOfDeployment(type))),
  )
  if (unknown.size > 0)
    throw new Error(
      `Give these a price (scripts/cost/bill.ts) or call them free (free.ts): ${[...unknown].join(', ')}`,
    )
  const parts = [
    ...resources.flatMap((resource) => rules[resource.type]?.(resource) ?? []),
    ...activityOf(resources, hours),
  ]
  return [...Map.groupBy(parts, ([what]) => what)]
    .flatMap(([what, same]) => {
      const [first] = same
      if (!first) return []
      const quantity = same.reduce((sum, [, each]) => sum + each, 0)
      const [, , price] = first
      return [{ what, quantity, price, usd: quantity * price.usd }]
    })
    .sort((one, other) => other.usd - one.usd)
}

/** A deployment runs these and no more. */
const isOfDeployment = (type: string) =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'

export const totalOf = (lines: Line[]) => lines.reduce((sum, { usd }) => sum + usd, 0)
