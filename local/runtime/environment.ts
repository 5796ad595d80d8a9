import { accountId, region } from '../assembly/intrinsics.ts'
import type { Caller, LocalFunction } from '../assembly/model.ts'

/**
 * Set by the template for AWS alone: the certificates of Aurora, that its connections must be encrypted, and under which
 * names AWS answers over IPv6.
 */
const onlyOnAws = ['NODE_EXTRA_CA_CERTS', 'PGSSLMODE', 'AWS_USE_DUALSTACK_ENDPOINT']

/**
 * The environment of a function's process: what the template states, what Lambda adds, and where the local services
 * are. Of this machine's own environment only what a process needs to run at all.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentOf = (
  fn: LocalFunction,
  caller: Caller,
  local: {
    awsEndpoint: string
    vendors: Record<string, string>
    /** Puts values in the place of dynamic references. */
    reveal: (environment: Record<string, string>) => Record<string, string>
  },
): Record<string, string> => {
  const stated = Object.entries(local.reveal(fn.environment)).filter(([name]) => !onlyOnAws.includes(name))
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    ...Object.fromEntries(stated),
    ...local.vendors,
    PGSSLMODE: 'disable',
    AWS_ENDPOINT_URL: local.awsEndpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCOUNT_ID: accountId,
    AWS_ACCESS_KEY_ID: caller.accessKeyId,
    AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_RUNTIME_API: '',
    LAMBDA_TASK_ROOT: fn.codeDir,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: fn.handler,
  }
}
