import type { MachineReference, Resources } from './resources.ts'

/** One statement of a policy. A resource with a `*` in it needs the reason why it cannot be narrower. */
export type Permission = { actions: string[]; resource: string; wildcard?: string }

export type Grant = { environment: Record<string, string>; allow: Permission[]; inVpc?: true }

/** The socket API's only stage. */
export const socketStage = 'live'

const tokenIssuer = (resources: Resources) => `dhol-${resources.stage.name}`

const realtimeEnvironment = ({ realtimeTable, socketApi }: Resources) => ({
  REALTIME_TABLE: realtimeTable.tableName,
  REALTIME_URL: `${socketApi.apiEndpoint}/${socketStage}`,
})

const workOf = ({ work }: Resources) => {
  if (!work) throw new Error('a step of a machine may neither start machines nor use the dead letters')
  return work
}

const machineOf = (resources: Resources, path: string): MachineReference => {
  const found = workOf(resources).machines[path]
  if (!found) throw new Error(`state-machines/${path}.asl.json does not exist, so nobody can start it`)
  return found
}

/**
 * What a function may be allowed to do, each with the environment that goes with it.
 * Table of names, environment and permissions: `lib/services.ts` says who has which.
 */
export const capabilities = {
  useDatabase: ({ database: { connection } }) => ({
    environment: {
      DATABASE_SECRET_ARN: connection.secret.secretArn,
      DATABASE_HOST: connection.host,
      DATABASE_PORT: connection.port,
      DATABASE_NAME: connection.name,
      PGSSLMODE: 'verify-full',
      // Lambda ships the certificates of RDS but loads them only where this says so.
      // Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
      NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
    },
    allow: [{ actions: ['secretsmanager:GetSecretValue'], resource: connection.secret.secretArn }],
    inVpc: true,
  }),

  signTokens: (resources) => ({
    environment: { SIGNING_KEY_ARN: resources.signingKey.keyArn, TOKEN_ISSUER: tokenIssuer(resources) },
    allow: [{ actions: ['kms:Sign', 'kms:GetPublicKey'], resource: resources.signingKey.keyArn }],
  }),

  verifyTokens: (resources) => ({
    environment: { SIGNING_KEY_ARN: resources.signingKey.keyArn, TOKEN_ISSUER: tokenIssuer(resources) },
    allow: [{ actions: ['kms:GetPublicKey'], resource: resources.signingKey.keyArn }],
  }),

  storeAssets: ({ assetsBucket, assetObjectsArn }) => ({
    environment: { ASSETS_BUCKET: assetsBucket.bucketName },
    allow: [
      {
        actions: ['s3:PutObject'],
        resource: assetObjectsArn,
        wildcard: 'One object per picture; their names are random.',
      },
    ],
  }),

  askGoogle: ({ googleSecret }) => ({
    environment: { GOOGLE_SECRET_ARN: googleSecret.secretArn },
    allow: [{ actions: ['secretsmanager:GetSecretValue'], resource: googleSecret.secretArn }],
  }),

  publishEvents: ({ bus }) => ({
    environment: { EVENT_BUS_NAME: bus.eventBusName },
    allow: [{ actions: ['events:PutEvents'], resource: bus.eventBusArn }],
  }),

  runGenerations: (resources) => {
    const { machine, executionsArn } = machineOf(resources, 'creative/generate-images')
    return {
      environment: { GENERATE_IMAGES_MACHINE_ARN: machine.stateMachineArn },
      allow: [
        { actions: ['states:StartExecution'], resource: machine.stateMachineArn },
        {
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resource: executionsArn,
          wildcard: 'One execution per order, named by its id.',
        },
      ],
    }
  },

  pushNews: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [
      {
        actions: ['dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resource: resources.realtimeTable.tableArn,
      },
      {
        actions: ['execute-api:ManageConnections'],
        resource: resources.socketConnectionsArn,
        wildcard: 'One connection per open page; their ids are given by API Gateway.',
      },
    ],
  }),

  writeTickets: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [{ actions: ['dynamodb:PutItem'], resource: resources.realtimeTable.tableArn }],
  }),

  openSockets: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [
      { actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem'], resource: resources.realtimeTable.tableArn },
    ],
  }),

  closeSockets: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [
      { actions: ['dynamodb:DeleteItem'], resource: resources.realtimeTable.tableArn },
      { actions: ['dynamodb:Query'], resource: `${resources.realtimeTable.tableArn}/index/byConnection` },
    ],
  }),

  keepFailedEvents: (resources) => ({
    environment: {},
    allow: [{ actions: ['sqs:SendMessage'], resource: workOf(resources).deadLetters.queueArn }],
  }),
} satisfies Record<string, (resources: Resources) => Grant>

export type Capability = keyof typeof capabilities
