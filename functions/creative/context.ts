import type * as z from 'zod'
import { underWayOf } from '../platform/aws/under-way.ts'
import { newId, newSecret } from '../platform/crypto/ids.ts'
import { stageDatabase } from '../platform/data/db.ts'
import type { databaseEnv, realtimeEnv } from '../platform/env.ts'
import { publishTo } from '../platform/publish.ts'
import { createPush } from '../realtime/index.ts'
import type { apiEnv, finishEnv, removalEnv, sweepEnv } from './env.ts'
import { generatePicturesMachine } from './machine.ts'
import { pictureObjects } from './pictures/picture-objects.ts'

/** The steps that move pictures on; those that need Google or the bucket add that. */
export const baseContext = (env: z.infer<typeof databaseEnv> & z.infer<typeof realtimeEnv>) => ({
  db: stageDatabase(env),
  push: createPush(env, Date.now),
  clock: Date.now,
})
export type BaseContext = ReturnType<typeof baseContext>

/** The steps that end a generation, and so make room for another. */
export const finishContext = (env: z.infer<typeof finishEnv>) => ({
  db: stageDatabase(env),
  publish: publishTo(env.EVENT_BUS_NAME, 'creative'),
  clock: Date.now,
  machine: generatePicturesMachine(env.GENERATE_PICTURES_MACHINE_ARN),
  picturesAtOnce: env.PICTURES_AT_ONCE,
})
export type FinishContext = ReturnType<typeof finishContext>

/** Whoever gives turns. */
export type TurnsContext = Omit<FinishContext, 'publish'>

export const sweepContext = (env: z.infer<typeof sweepEnv>) => ({
  ...finishContext(env),
  underWay: underWayOf(env.UNDER_WAY_TABLE, 'creative'),
})
export type SweepContext = ReturnType<typeof sweepContext>

/** The API, which makes generations. */
export const generationContext = (env: z.infer<typeof apiEnv>) => ({
  ...sweepContext(env),
  dailyBudgetUsd: env.DAILY_BUDGET_USD,
  newId,
  newSecret,
})
export type GenerationContext = ReturnType<typeof generationContext>

/** What removes rows and files for good. */
export const removalContext = (env: z.infer<typeof removalEnv>) => ({
  db: stageDatabase(env),
  clock: Date.now,
  objects: pictureObjects(env.ASSETS_BUCKET),
})
export type RemovalContext = ReturnType<typeof removalContext>
