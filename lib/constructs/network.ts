import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InstanceType,
  type NatInstanceProviderV2,
  NatProvider,
  NatTrafficDirection,
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

/** Private subnets that reach the internet (functions), and isolated ones (database), in two zones. */
export class Network extends Construct {
  readonly vpc: Vpc
  /** The group of those who may reach the database. They reach it, HTTPS, and nothing else. */
  readonly databaseClients: SecurityGroup

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    const egress = stage.egress === 'instance' ? natInstance() : undefined
    this.vpc = new Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: egress ? 1 : 2,
      natGatewayProvider: egress ?? NatProvider.gateway(),
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      // Free, and what goes through them is not charged by the egress.
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
    if (egress) this.admitPrivateSubnets(egress)

    this.databaseClients = new SecurityGroup(this, 'DatabaseClients', {
      vpc: this.vpc,
      description: 'Functions that use the database',
      allowAllOutbound: false,
    })
    this.databaseClients.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS and the vendors')
  }

  private admitPrivateSubnets(egress: NatInstanceProviderV2) {
    for (const { ipv4CidrBlock } of this.vpc.privateSubnets) {
      egress.connections.allowFrom(Peer.ipv4(ipv4CidrBlock), Port.HTTPS, 'Functions going out')
    }
    Validations.of(this.vpc).acknowledge(
      { id: 'AwsSolutions-EC26', reason: 'Its disk holds nothing but the system.' },
      { id: 'AwsSolutions-EC28', reason: 'One small instance of a development stage; nobody waits for it.' },
      { id: 'AwsSolutions-EC29', reason: 'It holds nothing and comes back with the next deployment.' },
    )
  }
}

const natInstance = () =>
  NatProvider.instanceV2({
    instanceType: new InstanceType('t4g.nano'),
    defaultAllowedTraffic: NatTrafficDirection.OUTBOUND_ONLY,
  })
