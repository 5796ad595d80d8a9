import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import type { Problem } from '../../../contracts/creative.ts'
import { readEnv } from '../../platform/env.ts'
import { ProviderUnavailable } from '../../platform/errors.ts'
import { step } from '../../platform/lambda.ts'
import { type GoogleProvider, GoogleRejected } from '../../providers/google/index.ts'
import { announce } from '../announce.ts'
import { type BaseContext, baseContext } from '../context.ts'
import { renderEnv } from '../env.ts'
import { googleOf } from '../google.ts'
import { beginRendering, movePicture, type Rendering, recordSpending } from '../pictures.sql.ts'
import { assetFolder, thumbnailFile } from '../pictures.ts'
import { pictureBlocked, rejectedByGoogle } from '../problems.ts'

const renderInput = z.object({ workspaceId: idOf('wsp'), generationId: idOf('gen'), pictureId: idOf('pic') })
type Render = z.infer<typeof renderInput>

/** Stores one file of a picture. */
type Store = (key: string, bytes: Uint8Array, contentType: string) => Promise<void>
export type RenderContext = BaseContext & { google: GoogleProvider; store: Store }

const renderContext = (env: z.infer<typeof renderEnv>): RenderContext => ({
  ...baseContext(env),
  google: googleOf(env),
  store: async (key, bytes, contentType) => {
    const { putImmutable } = await loadObjects()
    await putImmutable(env.ASSETS_BUCKET, key, bytes, contentType)
  },
})

/** S3's client and sharp take a quarter of a second to load: they do it while Google draws. */
const loadObjects = () => import('../../platform/aws/objects.ts')
const loadPictures = () => import('../picture-file.ts')

/** Attempts after which a model that keeps saying "later" counts as away; the machine then retries as in an outage. */
const maxAttempts = 8

/**
 * Draws, checks and stores one picture. A picture that has ended is left alone, so the step may run again.
 * @throws ProviderUnavailable, RetryAfter, BadPicture for the machine to retry
 */
export async function renderImage(render: Render, context: RenderContext): Promise<void> {
  const begun = await beginRendering(
    context.db,
    render.workspaceId,
    render.pictureId,
    new Date(context.clock()),
  )
  if (!begun) return
  await announce(context, render, [begun.picture])
  try {
    await draw(render, begun, context)
  } catch (error) {
    if (error instanceof GoogleRejected) {
      return end(render, begun, 'failed', rejectedByGoogle[error.code], context)
    }
    if (error instanceof ProviderUnavailable && begun.attempt % maxAttempts === 0) {
      throw new ProviderUnavailable(error.message, { cause: error })
    }
    throw error
  }
}

async function draw(render: Render, { picture, attempt }: Rendering, context: RenderContext) {
  const { db, clock, google } = context
  const { workspaceId, pictureId } = render
  const [answer] = await Promise.all([
    google.renderImage({ prompt: picture.prompt ?? '', aspectRatio: picture.aspectRatio }),
    loadObjects(),
    loadPictures(),
  ])
  await recordSpending(db, workspaceId, pictureId, answer)
  if (answer.kind === 'blocked') {
    return end(render, { picture, attempt }, 'blocked', pictureBlocked(answer.reason), context)
  }
  const checking = await movePicture(
    db,
    workspaceId,
    pictureId,
    { status: 'checking', attempt },
    new Date(clock()),
  )
  if (!checking) return
  await announce(context, render, [checking])
  const asset = await storePicture(picture.storageKey, answer.bytes, picture.aspectRatio, context.store)
  const ready = await movePicture(
    db,
    workspaceId,
    pictureId,
    { status: 'ready', attempt, asset },
    new Date(clock()),
  )
  if (ready) await announce(context, render, [ready])
}

async function storePicture(
  storageKey: string,
  bytes: Uint8Array,
  aspectRatio: Rendering['picture']['aspectRatio'],
  store: Store,
) {
  const { checkPicture, makeThumbnail } = await loadPictures()
  const { extension, ...facts } = await checkPicture(bytes, aspectRatio)
  const file = `picture.${extension}`
  await Promise.all([
    store(`${assetFolder(storageKey)}/${file}`, bytes, facts.contentType),
    makeThumbnail(bytes).then((thumbnail) =>
      store(`${assetFolder(storageKey)}/${thumbnailFile}`, thumbnail, 'image/webp'),
    ),
  ])
  return { file, ...facts }
}

async function end(
  render: Render,
  { attempt }: Rendering,
  status: 'blocked' | 'failed',
  problem: Problem,
  context: RenderContext,
) {
  const { db, clock } = context
  const move = { status, attempt, problem }
  const ended = await movePicture(db, render.workspaceId, render.pictureId, move, new Date(clock()))
  if (ended) await announce(context, render, [ended])
}

export const handler = step(renderInput, renderImage, renderContext(readEnv(renderEnv)))
