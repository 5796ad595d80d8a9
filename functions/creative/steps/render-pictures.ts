import * as z from 'zod'
import { idOf, instant } from '../../../contracts/common.ts'
import { readEnv } from '../../platform/env.ts'
import { step } from '../../platform/lambda.ts'
import { announce } from '../announce.ts'
import { baseContext } from '../context.ts'
import { renderEnv } from '../env.ts'
import { googleOf } from '../google.ts'
import { pictureObjects } from '../pictures/picture-objects.ts'
import { beginRendering } from '../pictures/pictures.sql.ts'
import { PicturesLost } from '../pictures/pictures-lost.ts'
import { type RenderContext, renderPicture } from '../pictures/render-picture.ts'
import { isDue, type OpenPicture, openPicture } from '../retries.ts'

const renderInput = z.object({
  workspaceId: idOf('wsp'),
  generationId: idOf('gen'),
  /** `retryAt` is when the machine was to come back: those that were due then are due, whatever this clock says. */
  open: z.object({ pictures: z.array(openPicture), retryAt: instant.optional() }),
})

const renderContext = (env: z.infer<typeof renderEnv>): RenderContext => ({
  ...baseContext(env),
  random: Math.random,
  google: googleOf(env),
  objects: pictureObjects(env.ASSETS_BUCKET),
})

/**
 * Draws, checks and stores the pictures that are due, side by side. Gives those that are still open, and when to come
 * back for them. A picture that has ended is left alone, so the step may run again.
 * @throws PicturesLost when none is left to try again and some were given up, so that the alarm rings
 */
export async function renderPictures(
  { open, ...generation }: z.infer<typeof renderInput>,
  context: RenderContext,
): Promise<{ pictures: OpenPicture[]; retryAt?: string }> {
  const now = context.clock()
  const dueUntil = Math.max(now, open.retryAt ? Date.parse(open.retryAt) : now)
  const due = open.pictures.filter((picture) => isDue(picture, dueUntil))
  const outcomes = await renderAll(generation, due, now, context)
  const pictures = [
    ...open.pictures.filter((picture) => !due.includes(picture)),
    ...outcomes.flatMap(({ again }) => again ?? []),
  ]
  const [retryAt] = pictures.flatMap(({ notBefore }) => notBefore ?? []).sort()
  if (retryAt) return { pictures, retryAt }
  const lost = outcomes.flatMap(({ lost }) => lost ?? [])
  if (lost.length > 0) throw new PicturesLost(lost, `${lost.length} pictures were given up`)
  return { pictures: [] }
}

async function renderAll(
  generation: { workspaceId: string; generationId: string },
  due: OpenPicture[],
  now: number,
  context: RenderContext,
) {
  const ids = due.map(({ pictureId }) => pictureId)
  const begun = await beginRendering(context.db, generation.workspaceId, ids, new Date(now))
  if (begun.length === 0) return []
  const pictures = begun.map(({ picture }) => picture)
  await announce(context, generation, pictures)
  const settled = await Promise.allSettled(
    begun.map((rendering) => renderPicture(generation, rendering, context)),
  )
  // What is thrown here is trouble of our own, such as the database. All others are done by now.
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

export const handler = step(renderInput, renderPictures, renderContext(readEnv(renderEnv)))
