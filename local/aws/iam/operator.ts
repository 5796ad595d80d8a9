import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller, Role } from '../../assembly/model.ts'
import { accountId, region } from '../arn.ts'

/** Whoever runs Dhol, with credentials of the account: calls functions by hand. */
export const operatorRole: Role = {
  arn: `arn:aws:iam::${accountId}:role/operator`,
  policies: [
    {
      name: 'own',
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: ['*'] }],
      },
    },
  ],
}

/** Puts what a client of the AWS SDK needs to act as the operator into a file that this user alone may read. */
export const writeOperator = (dataDir: string, endpoint: string, caller: Caller) => {
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: caller.accessKeyId,
    AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
  }
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(dataDir, 'operator.env'), lines.join(''), { mode: 0o600 })
}
