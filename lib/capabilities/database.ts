import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Resources } from '../resources.ts'
import type { Capability, Grant } from './grant.ts'
import { mayRead } from './secrets.ts'

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

/** As the role of the services: it sees the rows of the workspace that a transaction names. */
export const useDatabase: Capability = (resources) => loginAs(resources, resources.database.roleSecrets.app)

/** As the role that also sees accounts, sessions and passwords. */
export const useIdentityDatabase: Capability = (resources) =>
  loginAs(resources, resources.database.roleSecrets.identity)

/** As the role of the sweeps, which look into every workspace. */
export const useSystemDatabase: Capability = (resources) =>
  loginAs(resources, resources.database.roleSecrets.system)

/** As the owner of the schema, who makes the other roles and sets their passwords. */
export const ownDatabase: Capability = (resources) => {
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
}
