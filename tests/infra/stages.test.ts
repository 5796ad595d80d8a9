import { expect, test } from 'vitest'
import { ourFunctions, type Resource, resourcesOf } from './synth.ts'

/** Types whose number follows from a size of the stage. */
const bySize: Record<string, string> = {
  'AWS::CloudWatch::Alarm': 'watched: by function or by service',
  'AWS::CloudWatch::Dashboard': 'watched: as above',
  'AWS::Logs::MetricFilter': 'watched: as above',
  'AWS::RDS::DBClusterParameterGroup': 'sleepsAfterMinutes: idle connections are ended',
  'AWS::KMS::Key': 'keepsData: the key of the database',
  'AWS::KMS::Alias': 'keepsData: as above',
  'Custom::S3AutoDeleteObjects': 'keepsData: buckets are emptied with their stack',
  'AWS::WAFv2::WebACL': 'firewall',
  'Custom::CrossRegionExportWriter': 'firewall: it stands in another region',
  'Custom::CrossRegionExportReader': 'firewall: as above',
}

/** Single resources that come with those. */
const companions: Record<string, string> = {
  CustomS3AutoDeleteObjects: 'what empties the buckets',
  CrossRegionExport: 'what tells one region of the firewall in the other',
}

const isFixed = ({ id, type }: Resource) =>
  !(type in bySize) && !Object.keys(companions).some((part) => id.includes(part))

/** Ids without the hashes that stand for the names of their stacks. */
const fixedIds = (resources: Resource[]) =>
  resources
    .filter(isFixed)
    .map(
      ({ id, type }) =>
        `${type} ${id.replaceAll(/[0-9a-f]{32}$|(?:[0-9A-F]{8}5432)?[0-9A-F]{8}|prod|dev|local/g, '')}`,
    )
    .sort()

test('stages differ in sizes, retention, alarms and the firewall only', async () => {
  const [dev, prod, local] = await Promise.all([
    resourcesOf('dev'),
    resourcesOf('prod'),
    resourcesOf('local'),
  ])
  expect(fixedIds(dev)).toEqual(fixedIds(prod))
  expect(fixedIds(dev)).toEqual(fixedIds(local))
}, 240_000)

test('a function has the same settings in each stage, but for names and references', async () => {
  const settings = (resources: Resource[]) =>
    Object.fromEntries(
      ourFunctions(resources).map(({ properties: p }) => [
        p.Description,
        {
          memory: p.MemorySize,
          timeout: p.Timeout,
          runtime: p.Runtime,
          variables: Object.keys(p.Environment.Variables),
        },
      ]),
    )
  expect(settings(await resourcesOf('dev'))).toEqual(settings(await resourcesOf('prod')))
}, 240_000)

test('dev sleeps, prod is awake and keeps its data', async () => {
  const database = (resources: Resource[]) =>
    resources.find(({ type }) => type === 'AWS::RDS::DBCluster')?.properties
  const [dev, prod] = [await resourcesOf('dev'), await resourcesOf('prod')]
  const [settings] = dev.filter(({ type }) => type === 'AWS::RDS::DBClusterParameterGroup')
  expect(database(dev).DBClusterParameterGroupName).toEqual({ Ref: settings?.id })
  // Else a function that waits for its next event keeps it awake.
  expect(settings?.properties.Parameters).toEqual({ idle_session_timeout: '300000' })
  expect(database(dev)).toMatchObject({
    ServerlessV2ScalingConfiguration: { MinCapacity: 0, SecondsUntilAutoPause: 600 },
    DeletionProtection: false,
  })
  expect(database(prod)).toMatchObject({ DeletionProtection: true })
  expect(database(prod).ServerlessV2ScalingConfiguration.MinCapacity).toBeGreaterThan(0)
}, 240_000)

test('what runs by the clock wakes a sleeping database once a day, all of it at one time', async () => {
  const schedules = (resources: Resource[]) =>
    Object.fromEntries(
      resources
        .filter(({ type }) => type === 'AWS::Scheduler::Schedule')
        .map(({ properties: { Name, ScheduleExpression } }) => [
          Name.replace(/^dhol-[a-z]+-/, ''),
          ScheduleExpression,
        ]),
    )
  const night = 'cron(30 20 * * ? *)'
  // The first asks DynamoDB before it asks the database.
  const often = {
    'creative-schedules-sweep-generations': 'rate(1 minute)',
    'creative-schedules-remove-deleted': night,
    'auth-schedules-remove-deleted': night,
    'system-schedules-sweep-webhooks': night,
  }
  expect(schedules(await resourcesOf('dev'))).toEqual({ ...often, 'auth-schedules-sweep-identity': night })
  expect(schedules(await resourcesOf('prod'))).toEqual({
    ...often,
    'auth-schedules-sweep-identity': 'rate(1 hour)',
  })
}, 240_000)

test.each(['dev', 'prod'] as const)(
  'stage %s traces one in a hundred',
  async (stage) => {
    const [rule, ...others] = (await resourcesOf(stage)).filter(
      ({ type }) => type === 'AWS::XRay::SamplingRule',
    )
    expect(others).toEqual([])
    expect(rule?.properties.SamplingRule).toMatchObject({
      FixedRate: 0.01,
      ReservoirSize: 0,
      ServiceName: `dhol-${stage}-*`,
    })
  },
  240_000,
)
