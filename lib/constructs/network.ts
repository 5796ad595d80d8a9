import { RemovalPolicy } from 'aws-cdk-lib'
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpProtocol,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

export const databasePort = 5432

/**
 * Private subnets that reach the internet over IPv6 (functions), and isolated ones (database), in two zones. Only a stage
 * with NAT gateways reaches addresses that have IPv4 alone (decision 36).
 */
export class Network extends Construct {
  readonly vpc: Vpc
  /** The group of those who may reach the database. They reach it, HTTPS, and nothing else. */
  readonly databaseClients: SecurityGroup

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    const hasNat = stage.natGateways > 0
    this.vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      maxAzs: 2,
      natGateways: stage.natGateways,
      createInternetGateway: hasNat,
      subnetConfiguration: [
        {
          name: 'public',
          subnetType: SubnetType.PUBLIC,
          cidrMask: 24,
          mapPublicIpOnLaunch: false,
          // Its addresses are kept free, so that a stage which gets NAT later moves no other subnet.
          reserved: !hasNat,
        },
        { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      // Free, and they take IPv4.
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      flowLogs: {
        Refused: {
          trafficType: FlowLogTrafficType.REJECT,
          destination: FlowLogDestination.toCloudWatchLogs(
            new LogGroup(this, 'RefusedTraffic', {
              retention: stage.logDays,
              removalPolicy: RemovalPolicy.DESTROY,
            }),
          ),
        },
      },
    })

    this.databaseClients = new SecurityGroup(this, 'DatabaseClients', {
      vpc: this.vpc,
      description: 'Functions that use the database',
      allowAllOutbound: false,
    })
    for (const anywhere of [Peer.anyIpv4(), Peer.anyIpv6()]) {
      this.databaseClients.addEgressRule(anywhere, Port.HTTPS, 'AWS and the vendors')
    }
  }
}
