import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  WebSocketRoute,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2'
import {
  HttpLambdaIntegration,
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { endpoints } from '../contracts/index.ts'
import { ping } from '../contracts/realtime.ts'
import { webhookHandler, webhookPath, webhooks } from '../contracts/webhooks.ts'
import { functionPaths } from './bundle.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { makeDashboard } from './dashboard.ts'
import { watch } from './monitoring.ts'
import { pascalCase } from './names.ts'
import { type Resources, socketStage } from './resources.ts'
import { stackOf } from './stage.ts'

/** Source of the variables: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const accessLine = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    bytes: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    ip: '$context.identity.sourceIp',
    error: '$context.integrationErrorMessage',
  }),
)

/** What answers while somebody waits: a route for each endpoint and webhook of the contracts, and the ends of the sockets. */
export class ApiStack extends Stack {
  readonly httpApi: HttpApi

  constructor(scope: Construct, id: string, resources: Resources) {
    super(scope, id, stackOf(resources.stage))
    this.httpApi = new HttpApi(this, 'HttpApi', {
      apiName: `dhol-${resources.stage.name}`,
      createDefaultStage: false,
    })
    const httpStage = this.addStage(resources)
    this.addEndpoints(resources)
    this.addWebhooks(resources)
    this.addSockets(resources)
    if (resources.stage.watched === 'by function') makeDashboard(this, resources, httpStage)
  }

  private addStage(resources: Resources): HttpStage {
    const { stage } = resources
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/dhol-${stage.name}-api`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const httpStage = new HttpStage(this, 'HttpStage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.requests.perSecond, burstLimit: stage.requests.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLine },
    })
    // An endpoint that breaks still answers, with 500: its function counts no error then.
    watch(new Construct(this, 'ServerErrors'), resources, {
      name: 'api server errors',
      usersLose: 'What they press is answered with an error and a request id.',
      metric: httpStage.metricServerError({ statistic: 'Sum' }),
    })
    return httpStage
  }

  private addEndpoints(resources: Resources) {
    const services = new Set(Object.values(endpoints).map(({ service }) => service))
    for (const service of services) {
      const { handler } = new ServiceFunction(this, `${service}/api`, resources)
      // One permission for the API, since one for each route would outgrow the function's policy.
      const integration = new HttpLambdaIntegration(service, handler, { scopePermissionToRoute: false })
      for (const endpoint of Object.values(endpoints).filter((candidate) => candidate.service === service)) {
        const { path, method } = endpoint
        const routes = this.httpApi.addRoutes({ path, methods: [HttpMethod[method]], integration })
        for (const route of routes) {
          Validations.of(route).acknowledge({
            id: 'AwsSolutions-APIG4',
            reason: 'The function checks the token of each endpoint that its contract says is for users.',
          })
        }
      }
      if (service === 'system') this.addDefaultRoute(handler, integration)
    }
  }

  private addWebhooks(resources: Resources) {
    for (const webhook of webhooks) {
      const path = webhookHandler(webhook)
      const { handler } = new ServiceFunction(this, path, resources)
      const routes = this.httpApi.addRoutes({
        path: webhookPath(webhook),
        methods: webhook.methods.map((method) => HttpMethod[method]),
        integration: new HttpLambdaIntegration(pascalCase(path), handler),
      })
      for (const route of routes) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'The function checks the signature of the vendor.',
        })
      }
    }
  }

  /** Whatever is at no address of the contracts is refused by a function too, in the words of our contract. */
  private addDefaultRoute(handler: IFunction, integration: HttpLambdaIntegration) {
    // The permission that all routes share names stage, method and path; this route has a stage alone.
    handler.addPermission('DefaultRoute', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.formatArn({
        service: 'execute-api',
        resource: this.httpApi.apiId,
        resourceName: '*/$default',
      }),
    })
    const route = new HttpRoute(this, 'DefaultRoute', {
      httpApi: this.httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration,
    })
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'It only says that there is nothing.',
    })
  }

  private addSockets(resources: Resources) {
    const { socketApi, stage } = resources
    const routes = functionPaths()
      .filter((path) => path.includes('/sockets/'))
      .map((path) => {
        const { handler } = new ServiceFunction(this, path, resources)
        const name = path.replace(/^.*\//, '')
        return new WebSocketRoute(this, `${name}Route`, {
          webSocketApi: socketApi,
          routeKey: `$${name}`,
          integration: new WebSocketLambdaIntegration(name, handler),
        })
      })
    const pingRoute = new WebSocketRoute(this, 'pingRoute', {
      webSocketApi: socketApi,
      routeKey: ping.action,
      integration: new WebSocketMockIntegration('ping', {
        requestTemplates: { $default: '{"statusCode": 200}' },
      }),
    })
    const socketStageNode = new WebSocketStage(this, 'SocketStage', {
      webSocketApi: socketApi,
      stageName: socketStage,
      autoDeploy: true,
      throttle: { rateLimit: stage.requests.perSecond, burstLimit: stage.requests.burst },
    })
    socketStageNode.node.addDependency(...routes, pingRoute)
    for (const route of routes) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: '$connect checks a ticket that works once and for 30 seconds; $disconnect is sent by AWS.',
      })
    }
    Validations.of(pingRoute).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'It does nothing, on a socket that $connect has let in.',
    })
    Validations.of(socketStageNode).acknowledge({
      id: 'AwsSolutions-APIG1',
      reason: 'Needs a role that all stages of an account share; the functions log each end of a socket.',
    })
  }
}
