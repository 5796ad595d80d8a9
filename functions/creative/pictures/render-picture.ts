import type { Problem } from '../../../contracts/creative.ts'
import { DatabaseUnavailable, ProviderUnavailable } from '../../platform/errors.ts'
import { asError, log } from '../../platform/log.ts'
import { type GoogleProvider, GoogleRejected, type Picture } from '../../providers/google/index.ts'
import { announce } from '../announce.ts'
import type { BaseContext } from '../context.ts'
import { interrupted, pictureBlocked, problemOf, rejectedByGoogle } from '../problems.ts'
import { failureOf, isLost, nextTry, type OpenPicture } from '../retries.ts'
import { BadPicture } from './bad-picture.ts'
import { type Drawn, loadObjects, loadPictureFiles, type PictureObjects } from './picture-objects.ts'
import { type Ending, endRendering, type Rendering, recordFailure } from './pictures.sql.ts'
import type { PictureRow } from './pictures.ts'

export type RenderContext = BaseContext & {
  google: GoogleProvider
  objects: PictureObjects
  random: () => number
}

type Generation = { workspaceId: string; generationId: string }

/** What came of an attempt: the picture has ended, or is to be tried `again`; `lost` is why it was given up. */
type Outcome = { again?: OpenPicture; lost?: unknown }

/**
 * Draws, checks and stores one picture. One that an earlier attempt stored, whose row was never told, is taken as it is.
 * @throws DatabaseUnavailable when the row could not be told: the files are stored by then
 */
export async function renderPicture(
  generation: Generation,
  rendering: Rendering,
  context: RenderContext,
): Promise<Outcome> {
  const { picture, attempt } = rendering
  const fail = (problem: Problem, costMicroUsd = 0) =>
    end(generation, rendering, { status: 'failed', problem, costMicroUsd }, context)
  /** Of an answer that is neither in the bucket nor in the row yet. */
  let paid = 0
  try {
    const earlier = attempt > 1 ? await context.objects.find(picture.storageKey) : undefined
    if (!earlier && isLost(rendering)) {
      await fail(interrupted)
      return { lost: new Error(`${picture.id} was interrupted again and again`) }
    }
    const answer = earlier ?? (await ask(picture, context))
    if ('kind' in answer) paid = answer.costMicroUsd
    const ending = 'kind' in answer ? await read(answer, picture, context) : readyWith(answer)
    paid = 0
    await end(generation, rendering, ending, context)
    return {}
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    if (error instanceof GoogleRejected) {
      await fail(rejectedByGoogle[error.code], error.costMicroUsd)
      return {}
    }
    const costMicroUsd = error instanceof ProviderUnavailable ? error.costMicroUsd : paid
    const failure = failureOf(error)
    log.warn('picture not drawn', { pictureId: picture.id, failure, error: asError(error) })
    const notBefore = nextTry(error, rendering, context.clock(), context.random)
    if (!notBefore) {
      await fail(problemOf(failure), costMicroUsd)
      return { lost: error }
    }
    const failed = { pictureId: picture.id, attempt, failure, costMicroUsd }
    await recordFailure(context.db, generation.workspaceId, failed)
    return { again: { pictureId: picture.id, notBefore } }
  }
}

type Answer = Awaited<ReturnType<GoogleProvider['renderImage']>>

async function ask({ prompt, aspectRatio }: PictureRow, { google }: RenderContext): Promise<Answer> {
  const order = { prompt: prompt ?? '', aspectRatio }
  const [answer] = await Promise.all([google.renderImage(order), loadObjects(), loadPictureFiles()])
  return answer
}

/** @throws BadPicture when there is no picture in the answer that we can use */
async function read(answer: Answer, picture: PictureRow, context: RenderContext): Promise<Ending> {
  const { model, costMicroUsd, tookMs } = answer
  if (answer.kind === 'nothing') throw new BadPicture(answer.reason)
  if (answer.kind === 'picture') return readyWith(await store(answer, picture, context))
  log.info('picture blocked by Google', { pictureId: picture.id, reason: answer.reason })
  return { status: 'blocked', problem: pictureBlocked(answer.reason), model, costMicroUsd, tookMs }
}

const readyWith = (drawn: Drawn): Ending => ({ status: 'ready', ...drawn })

/** Before the row hears of it: a database that is away loses no picture. */
async function store(
  { bytes, model, costMicroUsd, tookMs }: Picture,
  picture: PictureRow,
  context: RenderContext,
) {
  const { readPictureFile } = await loadPictureFiles()
  const { extension, thumbnail, ...facts } = await readPictureFile(bytes, picture.aspectRatio)
  const drawn = { asset: { file: `picture.${extension}`, ...facts }, model, costMicroUsd, tookMs }
  await context.objects.store(picture.storageKey, { picture: bytes, thumbnail }, drawn)
  return drawn
}

/**
 * Ends a picture and tells the pages. One that was cancelled or removed meanwhile keeps no files; where a newer attempt has begun, the
 * files are that one's.
 */
async function end(
  generation: Generation,
  { picture, attempt }: Rendering,
  ending: Ending,
  context: RenderContext,
) {
  const { db, clock, objects } = context
  const now = new Date(clock())
  const ended = await endRendering(db, generation.workspaceId, picture.id, { attempt, ...ending }, now)
  if (ended?.isCurrent) await announce(context, generation, [ended.picture])
  else if (ending.asset && (!ended || ended.picture.status === 'cancelled')) {
    await objects.remove(picture.storageKey, ending.asset.file)
  }
}
