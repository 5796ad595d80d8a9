import { busEnv, databaseEnv, gateEnv, mailEnv, pageEnv, platformEnv, sealingEnv } from '../platform/env.ts'

const base = platformEnv.extend(databaseEnv.shape)

export const authEnv = base.extend({ ...gateEnv.shape, ...sealingEnv.shape, ...busEnv.shape })
export const mailerEnv = base.extend(mailEnv.shape)
export const byHandEnv = base.extend(pageEnv.shape)
export const sweepEnv = base
export const removalEnv = base.extend(busEnv.shape)
