import type * as z from 'zod'
import { underWayOf } from '../platform/aws/under-way.ts'
import { newId, newSecret } from '../platform/crypto/ids.ts'
import { stageDatabase } from '../platform/data/db.ts'
import type { busEnv, databaseEnv, realtimeEnv } from '../platform/env.ts'
import { publishTo } from '../platform/publish.ts'
import { createPush } from '../realtime/index.ts'
import type { removalEnv, stopEnv, sweepEnv } from './env.ts'
import { generatePicturesMachine } from './machine.ts'
import { pictureObjects } from './picture-objects.ts'

type DatabaseEnv = z.infer<typeof databaseEnv>
type BusEnv = z.infer<typeof busEnv>

/** The steps that move pictures on; those that need Google or the bucket add that. */
export const baseContext = (env: DatabaseEnv & z.infer<typeof realtimeEnv>) => ({
  db: stageDatabase(env),
  push: createPush(env, Date.now),
  clock: Date.now,
})
export type BaseContext = ReturnType<typeof baseContext>

/** The steps that end a generation. */
export const finishContext = (env: DatabaseEnv & BusEnv) => ({
  db: stageDatabase(env),
  publish: publishTo(env.EVENT_BUS_NAME, 'creative'),
  clock: Date.now,
})
export type FinishContext = ReturnType<typeof finishContext>

/** The API and the sweep: they make generations, and start and stop executions. */
export const generationContext = (env: z.infer<typeof sweepEnv>) => ({
  db: stageDatabase(env),
  clock: Date.now,
  publish: publishTo(env.EVENT_BUS_NAME, 'creative'),
  machine: generatePicturesMachine(env.GENERATE_PICTURES_MACHINE_ARN),
  underWay: underWayOf(env.UNDER_WAY_TABLE, 'creative'),
  newId,
  newSecret,
})
export type GenerationContext = ReturnType<typeof generationContext>

/** What cancels generations and nothing else. */
export const stopContext = (env: z.infer<typeof stopEnv>) => ({
  db: stageDatabase(env),
  clock: Date.now,
  publish: publishTo(env.EVENT_BUS_NAME, 'creative'),
  machine: generatePicturesMachine(env.GENERATE_PICTURES_MACHINE_ARN),
})
export type StopContext = ReturnType<typeof stopContext>

/** What removes rows and files for good. */
export const removalContext = (env: z.infer<typeof removalEnv>) => ({
  db: stageDatabase(env),
  clock: Date.now,
  objects: pictureObjects(env.ASSETS_BUCKET),
})
export type RemovalContext = ReturnType<typeof removalContext>
