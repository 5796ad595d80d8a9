import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Cloud, startCloud } from '../../../local/cloud.ts'
import { assemblyDir } from '../../support/cloud/global-cloud.ts'
import { testSettings } from '../../support/cloud/settings.ts'
import { eventually } from '../../support/eventually.ts'
import { newColleague } from '../../support/people/client.ts'

type Resource = { Type: string; Properties: Record<string, unknown> }
type Resources = Record<string, Resource>
type Policy = { PolicyDocument: { Statement: { Action: string | string[] }[] } }

/** What is missing from the infrastructure is missing here, in the way in which it would be missing on AWS. */
const makeFolders = () => {
  const assembly = mkdtempSync(join(tmpdir(), 'dhol-broken-'))
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  for (const entry of readdirSync(assemblyDir)) {
    if (entry.startsWith('asset.')) symlinkSync(join(assemblyDir, entry), join(assembly, entry))
    else cpSync(join(assemblyDir, entry), join(assembly, entry))
  }
  return {
    start: () => startCloud({ ...testSettings, dataDir, assemblyDir: assembly }),
    edit(stack: string, change: (resources: Resources) => void) {
      const file = join(assembly, `Dhol-local-${stack}.template.json`)
      const template: { Resources: Resources } = JSON.parse(readFileSync(file, 'utf8'))
      change(template.Resources)
      writeFileSync(file, JSON.stringify(template))
    },
    remove() {
      for (const folder of [assembly, dataDir]) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const ofType = (resources: Resources, type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type)

/** Every fault strikes another service, and each service one of them at most. */
describe('of a deployment with faults', () => {
  const folders = makeFolders()
  let cloud: Cloud
  let member: Awaited<ReturnType<typeof newColleague>>
  beforeAll(async () => {
    folders.edit('Api', (resources) => {
      for (const [id, { Properties }] of ofType(resources, 'AWS::ApiGatewayV2::Route')) {
        if (Properties.RouteKey === 'GET /v1/members') delete resources[id]
      }
      for (const [, { Properties }] of ofType(resources, 'AWS::Lambda::Function')) {
        const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> }
        if (Variables.POWERTOOLS_SERVICE_NAME === 'audit') delete Variables.DATABASE_HOST
      }
      for (const [id, { Properties }] of ofType(resources, 'AWS::IAM::Role')) {
        if (!id.startsWith('CreativeApiRole')) continue
        for (const { PolicyDocument } of Properties.Policies as Policy[]) {
          PolicyDocument.Statement = PolicyDocument.Statement.filter(
            ({ Action }) => Action !== 'secretsmanager:GetSecretValue',
          )
        }
      }
      for (const [id, { Properties }] of ofType(resources, 'AWS::Lambda::Permission')) {
        if (JSON.stringify(Properties.FunctionName).includes('RealtimeApi')) delete resources[id]
      }
    })
    cloud = await folders.start()
    member = await newColleague(cloud)
  })
  afterAll(async () => {
    await cloud?.stop()
    folders.remove()
  })

  const logged = (words: string | RegExp) =>
    eventually(
      async () =>
        readdirSync(cloud.logsDir)
          .map((file) => readFileSync(join(cloud.logsDir, file), 'utf8'))
          .join(),
      (text) => new RegExp(words).test(text),
    )
  const serverError = { status: 500, body: { message: 'Internal Server Error' } }

  test('a route that is not there answers 404, as an address does that nobody knows', async () => {
    expect(await member.call('/v1/members')).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    })
  })

  test('a function without one of its variables does not start: 500, and its log names the variable', async () => {
    expect(await member.call('/v1/audit')).toMatchObject(serverError)
    await logged('Missing or wrong environment variables: DATABASE_HOST')
  })

  test('a function without one of its grants is refused: 500, and the log names it, the action and the resource', async () => {
    expect(await member.call('/v1/brands')).toMatchObject({ status: 500 })
    await logged(
      /assumed-role\/[^/]*CreativeApiRole[^/]*\/dhol-local-creative-api is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:\S+:secret:dhol\/local\/database\S* because no identity-based policy allows/,
    )
  })

  test('a function whose policy does not let API Gateway in answers 500', async () => {
    expect(await member.call('/v1/realtime/tickets', { method: 'POST' })).toMatchObject(serverError)
    await logged(
      /apigateway.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: \S+:dhol-local-realtime-api /,
    )
  })

  test('the others work', async () => {
    expect((await member.call('/v1/health')).status).toBe(200)
    expect((await member.call('/v1/auth/me')).status).toBe(200)
  })
})

test('a table that others refer to and that is gone stops the deployment, by name', async () => {
  const folders = makeFolders()
  onTestFinished(folders.remove)
  folders.edit('Data', (resources) => {
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table']) {
      for (const [id] of ofType(resources, type)) delete resources[id]
    }
  })
  await expect(folders.start()).rejects.toThrow(/RealtimeTable/)
})
