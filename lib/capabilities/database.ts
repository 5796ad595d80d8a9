import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { sweeperOf } from '../names.ts'
import type { Resources } from '../resources.ts'
import type { Capability, Grant } from './grant.ts'
import { mayRead } from './secrets.ts'

const logIn = ({ stage, database: { connection } }: Resources, secret: ISecret): Grant => ({
  environment: {
    DATABASE_SECRET_ARN: secret.secretArn,
    DATABASE_HOST: connection.host,
    DATABASE_PORT: connection.port,
    DATABASE_NAME: connection.name,
    DATABASE_PREPARED: String(!stage.database.proxy),
    PGSSLMODE: 'verify-full',
    // Lambda ships the certificates of RDS but loads them only where this says so.
    // Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
  },
  allow: [mayRead(secret)],
  inVpc: true,
})

const logInAs = (resources: Resources, role: string): Grant => {
  const secret = resources.database.roleSecrets[role]
  if (!secret) throw new Error(`the database has no role for ${role}`)
  return logIn(resources, secret)
}

/** As the role of the function's service: it reaches its own schema, and there the rows of the workspace in question. */
export const useDatabase: Capability = logInAs

/** As the service's role for sweeps, which may look for rows in all workspaces where a policy says so. */
export const sweepDatabase: Capability = (resources, service) => logInAs(resources, sweeperOf(service))

/**
 * As the owner of all schemas, who makes the other roles and sets their passwords. Past the proxy: it knows no role
 * before it is made, and holds a session for a lock that belongs to one.
 */
export const ownDatabase: Capability = (resources) => {
  const { ownerSecret, connection } = resources.database
  const roleSecrets = Object.values(resources.database.roleSecrets)
  const login = logIn(resources, ownerSecret)
  return {
    ...login,
    environment: {
      ...login.environment,
      DATABASE_HOST: connection.ownHost,
      DATABASE_PREPARED: 'true',
      ROLE_SECRET_ARNS: roleSecrets.map(({ secretArn }) => secretArn).join(),
    },
    allow: [...login.allow, ...roleSecrets.map(mayRead)],
  }
}
