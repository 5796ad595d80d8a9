import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { readEnv } from '../../platform/env.ts'
import { ProviderUnavailable } from '../../platform/errors.ts'
import { step } from '../../platform/lambda.ts'
import { GoogleRejected } from '../../providers/google/index.ts'
import { announce } from '../announce.ts'
import { findBrandAndBrief } from '../brands.sql.ts'
import { baseContext } from '../context.ts'
import { planEnv } from '../env.ts'
import { beginGeneration, failOpenPictures } from '../generations.sql.ts'
import { googleOf } from '../google.ts'
import { listOpenPictures, type UnwrittenPicture, writePrompts } from '../pictures.sql.ts'
import { briefBlocked, rejectedByGoogle } from '../problems.ts'
import { plannedPictures, planningPrompt, planningSystem } from '../prompts.ts'
import type { OpenPicture } from '../retries.ts'

const planInput = z.object({ workspaceId: idOf('wsp'), generationId: idOf('gen') })
type Plan = z.infer<typeof planInput>

const planContext = (env: z.infer<typeof planEnv>) => ({ ...baseContext(env), google: googleOf(env) })
type PlanContext = ReturnType<typeof planContext>

/** How long one run waits for Google's quota before it counts as away. */
const patienceMs = 10 * 60_000

/** Writes a prompt for each picture that has none and names the pictures to draw; none when the generation has ended. */
export async function planPrompts(plan: Plan, context: PlanContext): Promise<{ pictures: OpenPicture[] }> {
  const { workspaceId, generationId } = plan
  const { db, clock } = context
  const begun = await beginGeneration(db, workspaceId, generationId, new Date(clock()))
  if (!begun) return { pictures: [] }
  await announce(context, plan, begun.writing)
  const waitOnlyUntil = (error: unknown) => {
    const isOver = clock() - begun.begunAt > patienceMs
    if (isOver && error instanceof ProviderUnavailable)
      throw new ProviderUnavailable(error.message, { cause: error })
    throw error
  }
  const open = await listOpenPictures(db, workspaceId, generationId)
  const unwritten = open.filter(({ prompt }) => prompt === null)
  if (unwritten.length > 0 && !(await writePromptsFor(plan, unwritten, context).catch(waitOnlyUntil))) {
    return { pictures: [] }
  }
  return { pictures: open.map(({ pictureId }) => ({ pictureId, failures: [], notBefore: null })) }
}

/** False when the brief will never give a picture; its pictures have ended then. */
async function writePromptsFor(
  { workspaceId, generationId }: Plan,
  pictures: UnwrittenPicture[],
  context: PlanContext,
) {
  const { db, clock, google } = context
  const found = await findBrandAndBrief(db, workspaceId, generationId)
  if (!found) throw new Error(`${generationId} has no brand`)
  const { brief, ...brand } = found
  try {
    const answer = await google.writeJson({
      system: planningSystem,
      prompt: planningPrompt(
        brand,
        brief,
        pictures.map(({ aspectRatio }) => aspectRatio),
      ),
      schema: plannedPictures(pictures.length),
    })
    const now = new Date(clock())
    if (answer.kind === 'blocked') {
      await failOpenPictures(db, workspaceId, generationId, briefBlocked(answer.reason), now)
      return false
    }
    const prompts = answer.value.pictures.flatMap((written, index) => {
      const picture = pictures[index]
      return picture ? [{ pictureId: picture.pictureId, ...written }] : []
    })
    await writePrompts(db, workspaceId, prompts, now)
    return true
  } catch (error) {
    if (!(error instanceof GoogleRejected)) throw error
    const problem = rejectedByGoogle[error.code]
    await failOpenPictures(db, workspaceId, generationId, problem, new Date(clock()))
    return false
  }
}

export const handler = step(planInput, planPrompts, planContext(readEnv(planEnv)))
