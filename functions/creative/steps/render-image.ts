import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import type { Problem } from '../../../contracts/creative.ts'
import { readEnv } from '../../platform/env.ts'
import { ProviderRejected, ProviderUnavailable } from '../../platform/errors.ts'
import { step } from '../../platform/lambda.ts'
import type { GoogleProvider } from '../../providers/google/index.ts'
import { announce } from '../announce.ts'
import { type BaseContext, baseContext } from '../context.ts'
import { renderEnv } from '../env.ts'
import { googleOf } from '../google.ts'
import { beginRendering, moveItem, type Rendering, recordSpending } from '../items.sql.ts'
import { assetFolder, thumbnailFile } from '../items.ts'
import { pictureBlocked } from '../problems.ts'

const renderInput = z.object({ workspaceId: idOf('wsp'), generationId: idOf('gen'), itemId: idOf('itm') })
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
  const begun = await beginRendering(context.db, render.workspaceId, render.itemId, new Date(context.clock()))
  if (!begun) return
  await announce(context, render, begun.item)
  try {
    await draw(render, begun, context)
  } catch (error) {
    if (error instanceof ProviderRejected) {
      return end(render, begun, 'failed', { code: error.code, message: error.message }, context)
    }
    if (error instanceof ProviderUnavailable && begun.attempt % maxAttempts === 0) {
      throw new ProviderUnavailable(error.message, { cause: error })
    }
    throw error
  }
}

async function draw(render: Render, { item, attempt }: Rendering, context: RenderContext) {
  const { db, clock, google } = context
  const { workspaceId, itemId } = render
  const [answer] = await Promise.all([
    google.renderImage({ prompt: item.prompt ?? '', aspectRatio: item.aspectRatio }),
    loadObjects(),
    loadPictures(),
  ])
  await recordSpending(db, workspaceId, itemId, answer)
  if (answer.kind === 'blocked') {
    return end(render, { item, attempt }, 'blocked', pictureBlocked(answer.reason), context)
  }
  const checking = await moveItem(db, workspaceId, itemId, { status: 'checking', attempt }, new Date(clock()))
  if (!checking) return
  await announce(context, render, checking)
  const asset = await storePicture(item.storageKey, answer.bytes, item.aspectRatio, context.store)
  const ready = await moveItem(
    db,
    workspaceId,
    itemId,
    { status: 'ready', attempt, asset },
    new Date(clock()),
  )
  if (ready) await announce(context, render, ready)
}

async function storePicture(
  storageKey: string,
  bytes: Uint8Array,
  aspectRatio: Rendering['item']['aspectRatio'],
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
  const ended = await moveItem(db, render.workspaceId, render.itemId, move, new Date(clock()))
  if (ended) await announce(context, render, ended)
}

export const handler = step(renderInput, renderImage, renderContext(readEnv(renderEnv)))
