import { Stack } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase, sweepDatabase, useDatabase } from '../../lib/capabilities/database.ts'
import type { Capability, Grant } from '../../lib/capabilities/grant.ts'
import { sealSecrets, signTokens, verifyTokens } from '../../lib/capabilities/keys.ts'
import { sendMail } from '../../lib/capabilities/mail.ts'
import { knowEdge } from '../../lib/capabilities/secrets.ts'
import { pascalCase, serviceOf, sweeperOf } from '../../lib/names.ts'
import type { Resources } from '../../lib/resources.ts'
import { databaseRoles, functions } from '../../lib/services/index.ts'
import { stageOf } from '../../lib/stage.ts'
import { ofType, ourFunctions, type Resource, resourcesOf, statementsOf } from './synth.ts'

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

/** Functions whose role may do `action` on a resource that the template knows by an id like this. */
const whoMay = (action: string, resource: RegExp) => {
  const roles = statementsOf(resources)
    .filter(({ Effect, Action, Resource: on }) => {
      return Effect === 'Allow' && [Action].flat().includes(action) && resource.test(JSON.stringify(on))
    })
    .map(({ id }) => id)
  return ourFunctions(resources)
    .filter(({ properties }) => roles.includes(properties.Role['Fn::GetAtt'][0]))
    .map(({ properties }) => properties.Description.replace(/^functions\/(.*)\.ts$/, '$1'))
    .sort()
}
const read = 'secretsmanager:GetSecretValue'
const migrate = 'system/on-deploy/migrate'

const having = (capability: Capability) =>
  Object.entries(functions)
    .filter(([, { may }]) => may.includes(capability))
    .map(([path]) => path)

test('only the migration logs in as the owner of the schema', () => {
  expect(whoMay(read, /DatabaseClusterSecret/)).toEqual([migrate])
})

test.each(databaseRoles)(
  'the secret of the role %s is read by functions of its service alone, and by the migration',
  (role) => {
    const expected = [
      ...having(useDatabase).filter((path) => serviceOf(path) === role),
      ...having(sweepDatabase).filter((path) => sweeperOf(serviceOf(path)) === role),
      migrate,
    ]
    expect(whoMay(read, new RegExp(`Database${pascalCase(role)}Secret`))).toEqual(expected.sort())
  },
)

test('every service has a role, and every workspace is seen by what sweeps and removes alone', () => {
  expect(databaseRoles).toEqual(expect.arrayContaining(Object.keys(functions).map(serviceOf)))
  for (const path of having(sweepDatabase))
    expect(path).toMatch(/\/schedules\/(sweep|remove)-|\/subscribers\/remove-/)
})

test('a function logs in as one role', () => {
  const logins = [useDatabase, sweepDatabase, ownDatabase]
  for (const [path, { may }] of Object.entries(functions)) {
    expect(may.filter((capability) => logins.includes(capability)).length, path).toBeLessThanOrEqual(1)
  }
})

test('only auth may sign tokens, and open what is sealed', () => {
  expect(whoMay('kms:Sign', /SigningKey/)).toEqual(['auth/api'])
  expect(whoMay('kms:Sign', /./)).toEqual(['auth/api'])
  expect(whoMay('kms:Decrypt', /SealingKey/)).toEqual(['auth/api'])
  expect(whoMay('kms:Decrypt', /./)).toEqual(['auth/api'])
})

test('of several keys the newest signs and seals, and all of them check and open', () => {
  const stack = new Stack()
  const [newest = '', older = ''] = ['new', 'old'].map(
    (name) => `arn:aws:kms:ap-south-1:000000000000:key/${name}`,
  )
  const keys = [newest, older].map((arn, index) => Key.fromKeyArn(stack, `Key${index}`, arn))
  const publicHalves = new Map(keys.map((key, index) => [key, `half${index}`]))
  const given = {
    stage: stageOf('prod'),
    signingKeys: keys,
    sealingKeys: keys,
    publicHalves,
  } as unknown as Resources
  const allowed = ({ allow }: Grant) =>
    allow.flatMap(({ actions, resource }) => actions.map((action) => `${action} ${resource}`)).sort()
  const all = `${newest} half0,${older} half1`

  const signer = signTokens(given, 'auth')
  expect(signer.environment.SIGNING_KEYS).toBe(all)
  expect(allowed(signer)).toEqual([`kms:Sign ${newest}`])
  expect(verifyTokens(given, 'auth')).toEqual({ environment: signer.environment, allow: [] })
  const sealer = sealSecrets(given, 'auth')
  expect(sealer.environment.SEALING_KEYS).toBe(all)
  expect(allowed(sealer)).toEqual([`kms:Decrypt ${newest}`, `kms:Decrypt ${older}`])
})

test('every mark of the edge is honoured, and put by nobody: a new one has a new name', () => {
  const given = { edgeMarks: ['the newest', 'an older one'] } as unknown as Resources
  expect(knowEdge(given, 'auth')).toEqual({
    environment: { EDGE_MARKS: 'the newest,an older one' },
    allow: [],
  })
  const [policy] = ofType(resources, 'AWS::SecretsManager::ResourcePolicy')
  expect(policy?.properties.SecretId.Ref).toMatch(/^EdgeSecret/)
  expect(policy?.properties.ResourcePolicy.Statement).toMatchObject([
    { Effect: 'Deny', Action: 'secretsmanager:PutSecretValue', Principal: { AWS: '*' } },
  ])
})

test('a key is asked for its public half by the deployment alone, each as a resource of its own', () => {
  expect(whoMay('kms:GetPublicKey', /./)).toEqual(['system/on-deploy/read-public-key'])
  const halves = resources.filter(({ type }) => type === 'Custom::PublicKey')
  const keys = resources
    .filter(({ type, properties }) => type === 'AWS::KMS::Key' && properties.KeySpec === 'RSA_2048')
    .map(({ id }) => id)
  expect(halves.map(({ properties }) => properties.KeyArn['Fn::GetAtt'][0]).sort()).toEqual(keys.sort())
})

test('only the subscribers of auth may send mail', () => {
  const senders = whoMay('ses:SendEmail', /:identity\/\*/)
  expect(senders).toEqual(having(sendMail).sort())
  for (const path of senders) expect(path).toMatch(/^auth\/subscribers\/send-/)
  expect(whoMay('ses:SendEmail', /./)).toEqual(senders)
})

test('every function of the API counts its callers, and knows who came by CloudFront', () => {
  const apis = ourFunctions(resources).filter(({ properties }) => properties.Description.endsWith('/api.ts'))
  expect(apis.length).toBeGreaterThan(4)
  for (const { properties } of apis) {
    expect(Object.keys(properties.Environment.Variables), properties.Description).toEqual(
      expect.arrayContaining(['LIMITS_TABLE', 'EDGE_MARKS']),
    )
  }
  expect(whoMay('dynamodb:UpdateItem', /LimitsTable/)).toHaveLength(apis.length)
})

test('no secret stands in a template: values come by reference', () => {
  const secrets = resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret')
  expect(secrets.length).toBeGreaterThan(5)
  for (const { id, properties } of secrets) expect(properties, id).not.toHaveProperty('SecretString')
  for (const { properties } of ourFunctions(resources)) {
    const { EDGE_MARKS: marks } = properties.Environment.Variables
    if (marks) expect(JSON.stringify(marks)).toContain('{{resolve:secretsmanager:')
  }
})
