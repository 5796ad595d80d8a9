import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '../../contracts/index.ts'
import { webhookHandler, webhookPath, webhooks } from '../../contracts/webhooks.ts'
import { ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

const functionOf = (path: string) =>
  ourFunctions(resources).find(({ properties }) => properties.Description === `functions/${path}.ts`)

test('every endpoint and webhook of the contracts has its route, to its own function, and there is no other', () => {
  const integrations = new Map(
    ofType(resources, 'AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [id, properties]),
  )
  const routes = ofType(resources, 'AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => properties.RouteKey.includes(' '))
    .map(({ properties }) => {
      const integrationId = properties.Target['Fn::Join'][1].at(-1).Ref
      return [properties.RouteKey, integrations.get(integrationId)?.IntegrationUri['Fn::GetAtt'][0]]
    })
  const ofEndpoints = Object.values(endpoints).map(({ method, path, service }) => [
    `${method} ${path}`,
    functionOf(`${service}/api`)?.id,
  ])
  const ofWebhooks = webhooks.flatMap((webhook) =>
    webhook.methods.map((method) => [
      `${method} ${webhookPath(webhook)}`,
      functionOf(webhookHandler(webhook))?.id,
    ]),
  )
  expect(routes.sort()).toEqual([...ofEndpoints, ...ofWebhooks].sort())
})

test('every service with an endpoint that is not for anybody can check tokens', () => {
  const guarded = Object.values(endpoints).filter(({ auth }) => auth !== 'public')
  expect(guarded.length).toBeGreaterThan(20)
  for (const { service } of guarded) {
    const variables = functionOf(`${service}/api`)?.properties.Environment.Variables
    expect(variables, service).toMatchObject({ TOKEN_ISSUER: 'dhol-prod' })
    expect(variables.SIGNING_KEYS, service).toBeDefined()
  }
})

test('sockets open and close through functions of realtime, and are kept open by none', () => {
  const keys = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey)
  expect(keys).toEqual(expect.arrayContaining(['$connect', '$disconnect']))
  const ping = ofType(resources, 'AWS::ApiGatewayV2::Route').find(
    ({ properties }) => properties.RouteKey === 'ping',
  )
  const integration = resources.find(({ id }) => id === ping?.properties.Target['Fn::Join'][1].at(-1).Ref)
  expect(integration?.properties).toMatchObject({ IntegrationType: 'MOCK' })
})

test('requests are throttled and each leaves a line in the access log', () => {
  const stages = ofType(resources, 'AWS::ApiGatewayV2::Stage')
  expect(stages).toHaveLength(2)
  for (const { properties } of stages) {
    expect(properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0)
  }
  expect(
    stages.find(({ properties }) => properties.StageName === '$default')?.properties.AccessLogSettings.Format,
  ).toContain('$context.requestId')
})

test('an error of the API reaches the browser as it is: no error page stands in for it', () => {
  const [distribution] = ofType(resources, 'AWS::CloudFront::Distribution')
  expect(distribution?.properties.DistributionConfig).not.toHaveProperty('CustomErrorResponses')
})
