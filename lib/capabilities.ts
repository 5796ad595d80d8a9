import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { MachineReference, Resources } from './resources.ts'

/** One statement of a policy. A resource with a `*` in it needs the reason why it cannot be narrower. */
export type Permission = { actions: string[]; resource: string; wildcard?: string }

export type Grant = { environment: Record<string, string>; allow: Permission[]; inVpc?: true }

/** The socket API's only stage. */
export const socketStage = 'live'

const mayRead = (secret: ISecret): Permission => ({
  actions: ['secretsmanager:GetSecretValue'],
  resource: secret.secretArn,
})

const loginAs = ({ database: { connection } }: Resources, secret: ISecret): Grant => ({
  environment: {
    DATABASE_SECRET_ARN: secret.secretArn,
    DATABASE_HOST: connection.host,
    DATABASE_PORT: connection.port,
    DATABASE_NAME: connection.name,
    PGSSLMODE: 'verify-full',
    // Lambda ships the certificates of RDS but loads them only where this says so.
    // Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
  },
  allow: [mayRead(secret)],
  inVpc: true,
})

const arnsOf = (keys: IKey[]) => keys.map(({ keyArn }) => keyArn).join(',')

const newest = (keys: IKey[]): IKey => {
  const [key] = keys
  if (!key) throw new Error('lib/stage.ts must name a key')
  return key
}

const mayReadPublicHalf = ({ keyArn }: IKey): Permission => ({
  actions: ['kms:GetPublicKey'],
  resource: keyArn,
})

const tokenEnvironment = ({ signingKeys, stage }: Resources) => ({
  SIGNING_KEY_ARNS: arnsOf(signingKeys),
  TOKEN_ISSUER: `dhol-${stage.name}`,
})

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

const generationsOf = (resources: Resources) => machineOf(resources, 'creative/generate-images')
const generationsEnvironment = (resources: Resources) => ({
  GENERATE_IMAGES_MACHINE_ARN: generationsOf(resources).machine.stateMachineArn,
})
const startGenerations = (resources: Resources): Permission => ({
  actions: ['states:StartExecution'],
  resource: generationsOf(resources).machine.stateMachineArn,
})
const onGenerations = (resources: Resources, action: string): Permission => ({
  actions: [action],
  resource: generationsOf(resources).executionsArn,
  wildcard: 'One execution per order, named by its id.',
})

/**
 * What a function may be allowed to do, each with the environment that goes with it.
 * Table of names, environment and permissions: `lib/services.ts` says who has which.
 */
export const capabilities = {
  /** As the role of the services: it sees the rows of the workspace that a transaction names. */
  useDatabase: (resources) => loginAs(resources, resources.database.roleSecrets.app),

  /** As the role that also sees accounts, sessions and passwords. */
  useIdentityDatabase: (resources) => loginAs(resources, resources.database.roleSecrets.identity),

  /** As the role of the sweeps, which look into every workspace. */
  useSystemDatabase: (resources) => loginAs(resources, resources.database.roleSecrets.system),

  /** As the owner of the schema, who makes the other roles and sets their passwords. */
  ownDatabase: (resources) => {
    const { ownerSecret, roleSecrets } = resources.database
    const login = loginAs(resources, ownerSecret)
    return {
      ...login,
      environment: {
        ...login.environment,
        APP_DATABASE_SECRET_ARN: roleSecrets.app.secretArn,
        IDENTITY_DATABASE_SECRET_ARN: roleSecrets.identity.secretArn,
        SYSTEM_DATABASE_SECRET_ARN: roleSecrets.system.secretArn,
      },
      allow: [...login.allow, ...Object.values(roleSecrets).map(mayRead)],
    }
  },

  signTokens: (resources) => ({
    environment: tokenEnvironment(resources),
    allow: [
      { actions: ['kms:Sign'], resource: newest(resources.signingKeys).keyArn },
      ...resources.signingKeys.map(mayReadPublicHalf),
    ],
  }),

  verifyTokens: (resources) => ({
    environment: tokenEnvironment(resources),
    allow: resources.signingKeys.map(mayReadPublicHalf),
  }),

  /** Sealing itself needs the newest public half only; opening goes through KMS, with whichever key it was sealed for. */
  sealSecrets: ({ sealingKeys }) => ({
    environment: { SEALING_KEY_ARNS: arnsOf(sealingKeys) },
    allow: [
      mayReadPublicHalf(newest(sealingKeys)),
      ...sealingKeys.map(({ keyArn }) => ({ actions: ['kms:Decrypt'], resource: keyArn })),
    ],
  }),

  limitRequests: ({ limitsTable }) => ({
    environment: { LIMITS_TABLE: limitsTable.tableName },
    allow: [{ actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resource: limitsTable.tableArn }],
  }),

  /** Beside `limitRequests`: a log-in that succeeds is forgiven the failures before it. */
  throttleLogins: ({ limitsTable }) => ({
    environment: { LIMITS_TABLE: limitsTable.tableName },
    allow: [{ actions: ['dynamodb:DeleteItem'], resource: limitsTable.tableArn }],
  }),

  /** Tells a request that came by CloudFront from one that went around it. */
  knowEdge: ({ edgeSecret }) => ({ environment: { EDGE_SECRET: edgeSecret }, allow: [] }),

  sendMail: ({ mail }) => ({
    environment: { MAIL_FROM: mail.from, APP_ORIGIN: mail.appOrigin },
    allow: [{ actions: ['ses:SendEmail'], resource: mail.identityArn }],
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
    allow: [mayRead(googleSecret)],
  }),

  publishEvents: ({ bus }) => ({
    environment: { EVENT_BUS_NAME: bus.eventBusName },
    allow: [{ actions: ['events:PutEvents'], resource: bus.eventBusArn }],
  }),

  runGenerations: (resources) => ({
    environment: generationsEnvironment(resources),
    allow: [startGenerations(resources), onGenerations(resources, 'states:StopExecution')],
  }),

  recoverGenerations: (resources) => ({
    environment: generationsEnvironment(resources),
    allow: [startGenerations(resources), onGenerations(resources, 'states:DescribeExecution')],
  }),

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
      {
        actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        resource: resources.realtimeTable.tableArn,
      },
    ],
  }),

  forgetSockets: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [
      { actions: ['dynamodb:DeleteItem'], resource: resources.realtimeTable.tableArn },
      { actions: ['dynamodb:Query'], resource: `${resources.realtimeTable.tableArn}/index/byConnection` },
    ],
  }),

  closeSockets: (resources) => ({
    environment: realtimeEnvironment(resources),
    allow: [
      { actions: ['dynamodb:PutItem', 'dynamodb:Query'], resource: resources.realtimeTable.tableArn },
      {
        actions: ['execute-api:ManageConnections'],
        resource: resources.socketClosingArn,
        wildcard: 'One connection per open page; their ids are given by API Gateway.',
      },
    ],
  }),

  keepFailedEvents: (resources) => ({
    environment: {},
    allow: [{ actions: ['sqs:SendMessage'], resource: workOf(resources).deadLetters.queueArn }],
  }),
} satisfies Record<string, (resources: Resources) => Grant>

export type Capability = keyof typeof capabilities
