/**
 * What AWS asks in Mumbai (ap-south-1), in US dollars without taxes, and without what is free for small or new accounts.
 * Look again when the date is old: https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json has them all.
 */
export const asOf = '2026-09-17'

export type Price = {
  usd: number
  per: string
  source: string
  /** Why the figure is to be looked up again before anybody relies on it. */
  assumed?: string
}

const aurora = 'https://aws.amazon.com/rds/aurora/pricing/'
const cloudwatch = 'https://aws.amazon.com/cloudwatch/pricing/'
const firewall = 'https://aws.amazon.com/waf/pricing/'
const lambda = 'https://aws.amazon.com/lambda/pricing/'

export const prices = {
  auroraCapacity: {
    usd: 0.2,
    per: 'ACU hour',
    source: aurora,
    assumed: 'the highest of the Asian regions; that of Mumbai was not found in writing',
  },
  auroraStorage: { usd: 0.11, per: 'GB month', source: aurora },
  natGateway: { usd: 0.056, per: 'hour', source: 'https://aws.amazon.com/vpc/pricing/' },
  publicAddress: { usd: 0.005, per: 'hour', source: 'https://aws.amazon.com/vpc/pricing/' },
  key: { usd: 1, per: 'month', source: 'https://aws.amazon.com/kms/pricing/' },
  secret: { usd: 0.4, per: 'month', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  alarmMetric: { usd: 0.1, per: 'month', source: cloudwatch },
  dashboard: { usd: 3, per: 'month', source: cloudwatch },
  logs: { usd: 0.67, per: 'GB', source: cloudwatch },
  firewall: { usd: 5, per: 'month', source: firewall },
  firewallRule: { usd: 1, per: 'month', source: firewall },
  invocation: { usd: 0.0000002, per: 'run', source: lambda },
  computing: { usd: 0.0000133334, per: 'GB second', source: lambda },
  scheduledRun: { usd: 0.000001, per: 'run', source: 'https://aws.amazon.com/eventbridge/pricing/' },
  read: { usd: 0.0000001425, per: 'read', source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  objects: { usd: 0.025, per: 'GB month', source: 'https://aws.amazon.com/s3/pricing/' },
} satisfies Record<string, Price>
