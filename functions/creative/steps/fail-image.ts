import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { readEnv } from '../../platform/env.ts'
import { step } from '../../platform/lambda.ts'
import { announce } from '../announce.ts'
import { type BaseContext, baseContext } from '../context.ts'
import { failImageEnv } from '../env.ts'
import { movePicture } from '../pictures.sql.ts'
import { problemOf } from '../problems.ts'

const failInput = z.object({
  workspaceId: idOf('wsp'),
  generationId: idOf('gen'),
  pictureId: idOf('pic'),
  /** What the machine caught. */
  error: z.object({ Error: z.string() }),
})

/** Ends one picture that could not be drawn; the others go on. */
export async function failImage(
  { error, ...render }: z.infer<typeof failInput>,
  context: BaseContext,
): Promise<void> {
  const { db, clock } = context
  const move = { status: 'failed', problem: problemOf(error.Error) } as const
  const failed = await movePicture(db, render.workspaceId, render.pictureId, move, new Date(clock()))
  if (failed) await announce(context, render, [failed])
}

export const handler = step(failInput, failImage, baseContext(readEnv(failImageEnv)))
