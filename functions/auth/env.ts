import { databaseEnv, platformEnv, tokenEnv } from '../platform/env.ts'

export const authEnv = platformEnv.extend({ ...databaseEnv.shape, ...tokenEnv.shape })
