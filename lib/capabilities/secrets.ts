import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Resources } from '../resources.ts'
import type { Grant, Permission } from './grant.ts'

export const mayRead = (secret: ISecret): Permission => ({
  actions: ['secretsmanager:GetSecretValue'],
  resource: secret.secretArn,
})

export const askGoogle = ({ googleSecret }: Resources): Grant => ({
  environment: { GOOGLE_SECRET_ARN: googleSecret.secretArn },
  allow: [mayRead(googleSecret)],
})

/** Tells a request that came by CloudFront from one that went around it. */
export const knowEdge = ({ edgeSecret }: Resources): Grant => ({
  environment: { EDGE_SECRET: edgeSecret },
  allow: [],
})
