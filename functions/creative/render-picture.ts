import type { Problem } from '../../contracts/creative.ts'
import { asError, log } from '../platform/log.ts'
import { type GoogleProvider, GoogleRejected } from '../providers/google/index.ts'
import { announce } from './announce.ts'
import type { BaseContext } from './context.ts'
import { movePicture, type Rendering, recordAnswer, recordFailure } from './pictures.sql.ts'
import { assetFolder, type PictureRow, thumbnailFile } from './pictures.ts'
import { interrupted, pictureBlocked, problemOf, rejectedByGoogle } from './problems.ts'
import { failureOf, isLost, nextTry, type OpenPicture } from './retries.ts'

/** Stores one file of a picture. */
type Store = (key: string, bytes: Uint8Array, contentType: string) => Promise<void>
export type RenderContext = BaseContext & { google: GoogleProvider; store: Store; random: () => number }

/** S3's client and sharp take a quarter of a second to load: they do it while Google draws. */
export const loadObjects = () => import('../platform/aws/objects.ts')
const loadPictureFiles = () => import('./picture-file.ts')

type Generation = { workspaceId: string; generationId: string }

/** What came of an attempt: the picture has ended, or is to be tried `again`; `lost` is why it was given up. */
type Outcome = { again?: OpenPicture; lost?: unknown }

/** Draws, checks and stores one picture. */
export async function renderPicture(
  generation: Generation,
  rendering: Rendering,
  context: RenderContext,
): Promise<Outcome> {
  const { picture, attempt } = rendering
  const end = (problem: Problem) => move(generation, rendering, { status: 'failed', problem }, context)
  if (isLost(rendering)) {
    await end(interrupted)
    return { lost: new Error(`${picture.id} was interrupted again and again`) }
  }
  try {
    await draw(generation, rendering, context)
    return {}
  } catch (error) {
    if (error instanceof GoogleRejected) {
      await end(rejectedByGoogle[error.code])
      return {}
    }
    const failure = failureOf(error)
    log.warn('picture not drawn', { pictureId: picture.id, failure, error: asError(error) })
    const notBefore = nextTry(error, rendering, context.clock(), context.random)
    if (!notBefore) {
      await end(problemOf(failure))
      return { lost: error }
    }
    await recordFailure(context.db, generation.workspaceId, { pictureId: picture.id, attempt, failure })
    return { again: { pictureId: picture.id, notBefore } }
  }
}

async function draw(generation: Generation, rendering: Rendering, context: RenderContext) {
  const { db, clock, google, store } = context
  const { picture, attempt } = rendering
  const [answer] = await Promise.all([
    google.renderImage({ prompt: picture.prompt ?? '', aspectRatio: picture.aspectRatio }),
    loadObjects(),
    loadPictureFiles(),
  ])
  const answered = { pictureId: picture.id, attempt, ...answer }
  if (!(await recordAnswer(db, generation.workspaceId, answered, new Date(clock())))) return
  if (answer.kind === 'blocked') {
    const problem = pictureBlocked(answer.reason)
    return move(generation, rendering, { status: 'blocked', problem }, context)
  }
  const asset = await storePicture(picture, answer.bytes, store)
  await move(generation, rendering, { status: 'ready', asset }, context)
}

async function storePicture({ storageKey, aspectRatio }: PictureRow, bytes: Uint8Array, store: Store) {
  const { readPictureFile } = await loadPictureFiles()
  const { extension, thumbnail, ...facts } = await readPictureFile(bytes, aspectRatio)
  const folder = assetFolder(storageKey)
  const file = `picture.${extension}`
  await Promise.all([
    store(`${folder}/${file}`, bytes, facts.contentType),
    store(`${folder}/${thumbnailFile}`, thumbnail, 'image/webp'),
  ])
  return { file, ...facts }
}

/** Ends a picture and tells the pages, unless it was cancelled meanwhile or a newer attempt has begun. */
async function move(
  generation: Generation,
  { picture, attempt }: Rendering,
  to: { status: 'ready' | 'blocked' | 'failed'; asset?: PictureRow['asset']; problem?: Problem },
  context: RenderContext,
) {
  const { db, clock } = context
  const step = { attempt, ...to }
  const moved = await movePicture(db, generation.workspaceId, picture.id, step, new Date(clock()))
  if (moved) await announce(context, generation, [moved])
}
