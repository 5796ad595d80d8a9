import * as z from 'zod'
import type { Brand } from '../../../contracts/brands.ts'
import { idOf } from '../../../contracts/common.ts'
import type { Problem } from '../../../contracts/creative.ts'
import { readEnv } from '../../platform/env.ts'
import { DatabaseUnavailable, ProviderUnavailable } from '../../platform/errors.ts'
import { RetryAfter, step } from '../../platform/lambda.ts'
import { asError, log } from '../../platform/log.ts'
import { GoogleRejected } from '../../providers/google/index.ts'
import { announce } from '../announce.ts'
import { findBrandAndBrief } from '../brands.sql.ts'
import { baseContext } from '../context.ts'
import { planEnv } from '../env.ts'
import { beginGeneration, failOpenPictures } from '../generations.sql.ts'
import { googleOf } from '../google.ts'
import { listOpenPictures, type UnwrittenPicture } from '../pictures/pictures.sql.ts'
import { PicturesLost } from '../pictures/pictures-lost.ts'
import { beginPlanning, recordPlanning, writePrompts } from '../planning.sql.ts'
import { briefBlocked, interrupted, problemOf, rejectedByGoogle } from '../problems.ts'
import { plannedPictures, planningPrompt, planningSystem } from '../prompts.ts'
import { failureOf, isLost, nextTry, type OpenPicture } from '../retries.ts'

const planInput = z.object({ workspaceId: idOf('wsp'), generationId: idOf('gen'), run: z.number().int() })
type Plan = z.infer<typeof planInput>

const planContext = (env: z.infer<typeof planEnv>) => ({
  ...baseContext(env),
  google: googleOf(env),
  random: Math.random,
})
type PlanContext = ReturnType<typeof planContext>

/**
 * Writes a prompt for each picture that has none and names the pictures to draw; none when the generation has ended.
 * @throws RetryAfter when it is to be tried again, PicturesLost when it was tried often enough and all pictures have failed
 */
export async function planPrompts(plan: Plan, context: PlanContext): Promise<{ pictures: OpenPicture[] }> {
  const { workspaceId, generationId } = plan
  const { db, clock } = context
  const writing = await beginGeneration(db, workspaceId, generationId, new Date(clock()))
  if (!writing) return { pictures: [] }
  await announce(context, plan, writing)
  const open = await listOpenPictures(db, workspaceId, generationId)
  const unwritten = open.filter(({ prompt }) => prompt === null)
  if (unwritten.length > 0 && !(await tryToWrite(plan, unwritten, context))) return { pictures: [] }
  return { pictures: open.map(({ pictureId }) => ({ pictureId, notBefore: null })) }
}

/** False when the generation has ended, or the brief will never give a picture; its pictures have ended then. */
async function tryToWrite(plan: Plan, pictures: UnwrittenPicture[], context: PlanContext) {
  const { workspaceId, generationId } = plan
  const { db, clock, random } = context
  const fail = (problem: Problem) => failOpenPictures(db, plan, problem, new Date(clock()))
  const tries = await beginPlanning(db, workspaceId, generationId)
  if (!tries) return false
  if (isLost(tries)) {
    await fail(interrupted)
    throw new PicturesLost([], 'prompts were begun again and again')
  }
  try {
    const found = await findBrandAndBrief(db, workspaceId, generationId)
    if (!found) return false
    const blocked = await write(plan, found, pictures, context)
    if (blocked) await fail(blocked)
    return !blocked
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    const costMicroUsd = isOfVendor(error) ? error.costMicroUsd : 0
    if (error instanceof GoogleRejected) {
      await recordPlanning(db, workspaceId, generationId, { costMicroUsd })
      await fail(rejectedByGoogle[error.code])
      return false
    }
    const failure = failureOf(error)
    log.warn('prompts not written', { failure, error: asError(error) })
    await recordPlanning(db, workspaceId, generationId, { costMicroUsd, failure })
    const notBefore = nextTry(error, tries, clock(), random)
    if (notBefore) throw new RetryAfter(notBefore, { cause: error })
    await fail(problemOf(failure))
    throw new PicturesLost([error], 'prompts were given up')
  }
}

const isOfVendor = (error: unknown): error is ProviderUnavailable | GoogleRejected =>
  error instanceof ProviderUnavailable || error instanceof GoogleRejected

/**
 * Gives what is wrong where the model refuses the brief.
 * @throws ProviderUnavailable when it wrote fewer prompts than there are pictures; those that it wrote are kept
 */
async function write(
  { workspaceId, generationId }: Plan,
  { brief, ...brand }: Brand & { brief: string },
  pictures: UnwrittenPicture[],
  { db, clock, google }: PlanContext,
): Promise<Problem | undefined> {
  const formats = pictures.map(({ aspectRatio }) => aspectRatio)
  const answer = await google.writeJson({
    system: planningSystem,
    prompt: planningPrompt(brand, brief, formats),
    schema: plannedPictures(pictures.length),
  })
  const { costMicroUsd } = answer
  await recordPlanning(db, workspaceId, generationId, { costMicroUsd })
  if (answer.kind === 'blocked') {
    log.info('brief blocked by Google', { reason: answer.reason })
    return briefBlocked(answer.reason)
  }
  const prompts = pictures.flatMap(({ pictureId }, index) => {
    const written = answer.value.pictures[index]
    return written ? [{ pictureId, ...written }] : []
  })
  await writePrompts(db, workspaceId, prompts, new Date(clock()))
  if (prompts.length < pictures.length) {
    throw new ProviderUnavailable(`Google wrote ${prompts.length} of ${pictures.length} prompts`)
  }
  return undefined
}

export const handler = step(planInput, planPrompts, planContext(readEnv(planEnv)))
