import { databaseEnv, gateEnv, platformEnv } from '../platform/env.ts'

export const auditEnv = platformEnv.extend({ ...databaseEnv.shape, ...gateEnv.shape })
