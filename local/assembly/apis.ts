import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import { unqualified } from './functions.ts'
import type { Assembly } from './model.ts'
import { AssemblyError } from './stacks.ts'

const api = z.object({ ProtocolType: z.enum(['HTTP', 'WEBSOCKET']) })
const route = z.object({ ApiId: z.string(), RouteKey: z.string(), Target: z.string() })
const stage = z.object({ ApiId: z.string(), StageName: z.string() })
const integration = z.object({
  IntegrationType: z.enum(['AWS_PROXY', 'MOCK']),
  /** Only what is no mock has one. */
  IntegrationUri: z.string().optional(),
  PayloadFormatVersion: z.literal('2.0').optional(),
})

/** `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations` → the ARN. */
const functionArnOf = (uri: string) =>
  unqualified(/:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri)

const readApis = (catalogue: Catalogue) => {
  const targets = new Map(
    catalogue
      .ofType('AWS::ApiGatewayV2::Integration', integration)
      .map(({ it, properties: { IntegrationUri } }) => [
        it.logicalId,
        IntegrationUri === undefined ? undefined : functionArnOf(IntegrationUri),
      ]),
  )
  const routes = catalogue.ofType('AWS::ApiGatewayV2::Route', route).map(({ path, properties }) => {
    const target = properties.Target.replace('integrations/', '')
    if (!targets.has(target)) throw new AssemblyError(`${path}: no integration ${properties.Target}`)
    return { apiId: properties.ApiId, key: properties.RouteKey, functionArn: targets.get(target) }
  })
  const stages = catalogue.ofType('AWS::ApiGatewayV2::Stage', stage)
  return catalogue.ofType('AWS::ApiGatewayV2::Api', api).map(({ it, path, properties }) => {
    const stageName = stages.find((other) => other.properties.ApiId === it.logicalId)?.properties.StageName
    if (!stageName) throw new AssemblyError(`${path}: the API has no stage`)
    return {
      protocol: properties.ProtocolType,
      id: it.logicalId,
      stage: stageName,
      routes: routes.filter(({ apiId }) => apiId === it.logicalId),
    }
  })
}

/** The one HTTP API and the one WebSocket API. */
export const readApiGateway = (catalogue: Catalogue): Pick<Assembly, 'httpApi' | 'socketApi'> => {
  const apis = readApis(catalogue)
  const only = (protocol: 'HTTP' | 'WEBSOCKET') => {
    const [found, ...others] = apis.filter((one) => one.protocol === protocol)
    if (!found || others.length > 0) throw new AssemblyError(`expected one ${protocol} API`)
    return found
  }
  const http = only('HTTP')
  const sockets = only('WEBSOCKET')
  return {
    httpApi: {
      id: http.id,
      routes: http.routes.map(({ key, functionArn }) => {
        if (!functionArn) throw new AssemblyError(`${key} has no function`)
        const [method = '', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ')
        return { method, path, functionArn }
      }),
    },
    socketApi: {
      id: sockets.id,
      stage: sockets.stage,
      routes: sockets.routes.map(({ key, functionArn }) => ({ key, functionArn })),
    },
  }
}
