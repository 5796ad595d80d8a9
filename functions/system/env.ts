import { databaseEnv, platformEnv } from '../platform/env.ts'

export const systemEnv = platformEnv.extend(databaseEnv.shape)
