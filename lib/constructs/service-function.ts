import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { SubnetType } from 'aws-cdk-lib/aws-ec2'
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { metricsNamespace } from '../../contracts/metrics.ts'
import { acknowledgeWildcard } from '../acknowledge.ts'
import { assetFolder } from '../bundle.ts'
import { environmentOf, type Permission } from '../capabilities/grant.ts'
import { metricWords } from '../metric-alarms.ts'
import { functionTrouble, watchPart } from '../monitoring.ts'
import { functionName, pascalCase, serviceOf } from '../names.ts'
import type { Resources } from '../resources.ts'
import { functions } from '../services/index.ts'

/** Ours, and what Lambda writes for a function that can write no more. */
const failedRun = ['ERROR', 'Task timed out', 'Runtime exited', ...metricWords]

const isApi = (path: string) => path.endsWith('/api')

/** Lambda's own plumbing of functions in a VPC; none of these actions can be narrowed to a resource. */
const networkInterfaceActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]

/**
 * The one way to make a Lambda: named by its path below `functions/`, with its own role, log group and alarm, and
 * exactly what `lib/services/<service>.ts` gives it. Throws when the file or its entry there is missing, when its name is
 * too long, and when two capabilities set one variable to different values.
 */
export class ServiceFunction extends Construct {
  readonly path: string
  readonly name: string
  readonly handler: LambdaFunction

  constructor(scope: Construct, path: string, resources: Resources) {
    super(scope, pascalCase(path))
    const settings = functions[path]
    const service = serviceOf(path)
    if (!settings) throw new Error(`functions/${path}.ts needs an entry in lib/services/${service}.ts`)
    const { stage } = resources
    const grants = settings.may.map((capability) => capability(resources, service))
    const inVpc = grants.some((grant) => grant.inVpc)

    this.path = path
    this.name = functionName(stage, path)
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${this.name}`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.handler = new LambdaFunction(this, 'Function', {
      functionName: this.name,
      description: `functions/${path}.ts`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(assetFolder(stage.name, path)),
      handler: 'index.handler',
      memorySize: settings.memoryMb,
      timeout: Duration.seconds(settings.timeoutSeconds),
      ...(stage.processesOfApi && isApi(path) && { reservedConcurrentExecutions: stage.processesOfApi }),
      tracing: Tracing.ACTIVE,
      logGroup,
      // The role is complete as made here: nothing that is built later widens it.
      role: this.makeRole(
        grants.flatMap((grant) => grant.allow),
        inVpc,
      ).withoutPolicyUpdates(),
      environment: {
        STAGE: stage.name,
        POWERTOOLS_SERVICE_NAME: service,
        POWERTOOLS_LOG_LEVEL: 'INFO',
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(stage.name),
        // The network has a way out over IPv6 alone, and most of AWS answers there under other names only.
        ...(inVpc && { AWS_USE_DUALSTACK_ENDPOINT: 'true' }),
        ...environmentOf(grants),
      },
      ...(inVpc && {
        vpc: resources.vpc,
        ipv6AllowedForDualStack: true,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        securityGroups: [resources.databaseClients],
      }),
    })
    watchPart(this, resources, {
      name: path,
      log: logGroup,
      failed: failedRun,
      usersLose: settings.usersLose,
      metric: functionTrouble(this.handler),
      ...(settings.alarmFrom && { from: settings.alarmFrom }),
    })
  }

  private makeRole(permissions: Permission[], inVpc: boolean): Role {
    const own: Permission[] = [
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resource: `${this.ownArn('logs', 'log-group', `/aws/lambda/${this.name}`)}:*`,
        wildcard: 'Lambda opens a stream in the log of the function for each of its processes.',
      },
      {
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resource: '*',
        wildcard:
          'X-Ray knows no resources to narrow it to; nor does EC2 for the network interfaces of Lambda.',
      },
    ]
    const statements = [...own, ...permissions].map(
      ({ actions, resource, conditions }) =>
        new PolicyStatement({ actions, resources: [resource], ...(conditions && { conditions }) }),
    )
    if (inVpc) statements.push(...this.networkStatements())

    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { own: new PolicyDocument({ statements }) },
    })
    for (const { resource, wildcard } of [...own, ...permissions]) {
      if (wildcard) acknowledgeWildcard(role, resource, wildcard)
    }
    return role
  }

  /** Lambda may use these for the function, the function's own code may not. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
  private networkStatements(): PolicyStatement[] {
    const all = { actions: networkInterfaceActions, resources: ['*'] }
    const fromItsCode = {
      ArnEquals: { 'lambda:SourceFunctionArn': this.ownArn('lambda', 'function', this.name) },
    }
    return [
      new PolicyStatement(all),
      new PolicyStatement({ ...all, effect: Effect.DENY, conditions: fromItsCode }),
    ]
  }

  private ownArn(service: string, resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({
      service,
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }
}
