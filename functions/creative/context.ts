import type * as z from 'zod'
import { stageDatabase } from '../platform/db.ts'
import type { databaseEnv, realtimeEnv } from '../platform/env.ts'
import { newId, newSecret } from '../platform/ids.ts'
import { publishTo } from '../platform/publish.ts'
import { createPush } from '../realtime/index.ts'
import { generateImagesMachine } from './machine.ts'

type BaseEnv = z.infer<typeof databaseEnv> & z.infer<typeof realtimeEnv>

/** What all of the creative service may touch; the steps that need Google or the bucket add those. */
export const baseContext = (env: BaseEnv) => ({
  db: stageDatabase(env),
  push: createPush(env),
  clock: Date.now,
  newId,
  newSecret,
})
export type BaseContext = ReturnType<typeof baseContext>

export const finishContext = (env: BaseEnv & { EVENT_BUS_NAME: string }) => ({
  ...baseContext(env),
  publish: publishTo(env.EVENT_BUS_NAME, 'creative'),
})
export type FinishContext = ReturnType<typeof finishContext>

/** The API and the sweep: they start and stop executions. */
export const orderContext = (
  env: BaseEnv & { EVENT_BUS_NAME: string; GENERATE_IMAGES_MACHINE_ARN: string },
) => ({
  ...finishContext(env),
  machine: generateImagesMachine(env.GENERATE_IMAGES_MACHINE_ARN),
})
export type OrderContext = ReturnType<typeof orderContext>
