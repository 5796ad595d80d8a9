import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Cloud, startCloud } from '../../local/cloud.ts'
import { newMember, outsider } from '../support/client.ts'
import { eventually } from '../support/eventually.ts'
import { assemblyDir } from '../support/global-cloud.ts'

type Resource = { Type: string; Properties: Record<string, unknown> }
type Resources = Record<string, Resource>
type Policy = { PolicyDocument: { Statement: { Action: string | string[] }[] } }

/** What is missing from the infrastructure is missing here, in the way in which it would be missing on AWS. */
let broken: string
let dataDir: string
let cloud: Cloud | undefined
beforeEach(() => {
  broken = mkdtempSync(join(tmpdir(), 'dhol-broken-'))
  dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  for (const entry of readdirSync(assemblyDir)) {
    if (entry.startsWith('asset.')) symlinkSync(join(assemblyDir, entry), join(broken, entry))
    else cpSync(join(assemblyDir, entry), join(broken, entry))
  }
})
afterEach(async () => {
  await cloud?.stop()
  cloud = undefined
  for (const folder of [broken, dataDir]) rmSync(folder, { recursive: true, force: true })
})

function edit(stack: string, change: (resources: Resources) => void) {
  const file = join(broken, `Dhol-local-${stack}.template.json`)
  const template: { Resources: Resources } = JSON.parse(readFileSync(file, 'utf8'))
  change(template.Resources)
  writeFileSync(file, JSON.stringify(template))
}
const start = async () => {
  cloud = await startCloud({ dataDir, assemblyDir: broken })
  return cloud
}
const logs = async () => {
  const dir = cloud?.logsDir ?? ''
  return readdirSync(dir)
    .map((file) => readFileSync(join(dir, file), 'utf8'))
    .join()
}
const logicalIds = (resources: Resources, type: string) =>
  Object.keys(resources).filter((id) => resources[id]?.Type === type)

test('a route that is not there answers 404, as an address does that nobody knows', async () => {
  edit('Api', (resources) => {
    const isBrands = (id: string) => resources[id]?.Properties.RouteKey === 'GET /v1/brands'
    for (const id of logicalIds(resources, 'AWS::ApiGatewayV2::Route').filter(isBrands)) delete resources[id]
  })
  const member = await newMember(await start())
  expect(await member.call('/v1/brands')).toMatchObject({
    status: 404,
    body: { error: { code: 'not_found' } },
  })
})

test('a function without one of its variables does not start: 500, and its log names the variable', async () => {
  edit('Api', (resources) => {
    for (const id of logicalIds(resources, 'AWS::Lambda::Function')) {
      const { Variables } = (resources[id]?.Properties.Environment ?? {}) as {
        Variables?: Record<string, unknown>
      }
      if (Variables?.POWERTOOLS_SERVICE_NAME === 'system') delete Variables.DATABASE_HOST
    }
  })
  const { origin } = await start()
  const answer = await outsider(origin).call('/v1/health')
  expect(answer).toMatchObject({ status: 500, body: { message: 'Internal Server Error' } })
  await eventually(logs, (text) => text.includes('Missing or wrong environment variables: DATABASE_HOST'))
})

test('a function without one of its grants is refused: 500, and the log names it, the action and the resource', async () => {
  edit('Api', (resources) => {
    for (const id of logicalIds(resources, 'AWS::IAM::Role')) {
      if (!id.startsWith('SystemApiRole')) continue
      const policies = resources[id]?.Properties.Policies as Policy[]
      for (const { PolicyDocument } of policies) {
        const kept = PolicyDocument.Statement.filter(
          ({ Action }) => Action !== 'secretsmanager:GetSecretValue',
        )
        PolicyDocument.Statement = kept
      }
    }
  })
  const { origin } = await start()
  expect(await outsider(origin).call('/v1/health')).toMatchObject({ status: 500 })
  const refusal =
    /assumed-role\/[^/]*SystemApiRole[^/]*\/dhol-local-system-api is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:\S+:secret:dhol\/local\/database\S* because no identity-based policy allows/
  await eventually(logs, (text) => refusal.test(text))
})

test('a function whose policy does not let API Gateway in answers 500 at all its addresses', async () => {
  edit('Api', (resources) => {
    for (const id of logicalIds(resources, 'AWS::Lambda::Permission')) delete resources[id]
  })
  const { origin } = await start()
  expect(await outsider(origin).call('/v1/health')).toMatchObject({
    status: 500,
    body: { message: 'Internal Server Error' },
  })
  const refusal =
    /apigateway.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: \S+:dhol-local-system-api /
  await eventually(logs, (text) => refusal.test(text))
})

test('a table that others refer to and that is gone stops the deployment, by name', async () => {
  edit('Data', (resources) => {
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table']) {
      for (const id of logicalIds(resources, type)) delete resources[id]
    }
  })
  await expect(start()).rejects.toThrow(/RealtimeTable/)
})
