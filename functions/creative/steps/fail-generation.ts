import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { readEnv } from '../../platform/env.ts'
import { step } from '../../platform/lambda.ts'
import { type FinishContext, finishContext } from '../context.ts'
import { finishEnv } from '../env.ts'
import { finish } from '../finish.ts'
import { failOpenPictures } from '../generations.sql.ts'
import { problemOf } from '../problems.ts'

const failInput = z.object({
  workspaceId: idOf('wsp'),
  generationId: idOf('gen'),
  run: z.number().int(),
  /** What the machine caught. */
  error: z.object({ Error: z.string() }),
})

/** Ends a whole generation: what is not drawn by now has failed. */
export async function failGeneration(
  { error, ...run }: z.infer<typeof failInput>,
  context: FinishContext,
): Promise<void> {
  const { db, clock } = context
  await failOpenPictures(db, run, problemOf(error.Error), new Date(clock()))
  await finish(run, context)
}

export const handler = step(failInput, failGeneration, finishContext(readEnv(finishEnv)))
