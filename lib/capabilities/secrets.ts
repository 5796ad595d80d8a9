import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Capability, Permission } from './grant.ts'

export const mayRead = (secret: ISecret): Permission => ({
  actions: ['secretsmanager:GetSecretValue'],
  resource: secret.secretArn,
})

export const askGoogle: Capability = ({ googleSecret }) => ({
  environment: { GOOGLE_SECRET_ARN: googleSecret.secretArn },
  allow: [mayRead(googleSecret)],
})

/** Tells a request that came by CloudFront from one that went around it. */
export const knowEdge: Capability = ({ edgeMarks }) => ({
  environment: { EDGE_MARKS: edgeMarks.join() },
  allow: [],
})
