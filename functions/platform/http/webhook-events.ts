import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Database, Tx } from '../data/db.ts'
import { asError, log } from '../log.ts'
import { noteFollowed, noteSeen } from './webhooks.sql.ts'

/** One event of a delivery. `id` is the vendor's own, or `eventIdOf` the event where the vendor gives none. */
export type VendorEvent = { id: string; type: string; payload: unknown }
export const vendorEvents = z.array(
  z.object({ id: z.string().min(1).max(200), type: z.string().min(1).max(100), payload: z.unknown() }),
)

/** An id for an event that has none: the same for the same contents. */
export const eventIdOf = (event: unknown): string =>
  createHash('sha256').update(JSON.stringify(event)).digest('hex')

export type WebhookContext = { db: Database; clock: () => number }

/** What follows from one event. All of it is done once for each workspace that the event concerns. */
type Reaction<P, C> = {
  /** None where the vendor's account belongs to nobody here. */
  workspacesOf: (payload: P, context: C) => Promise<string[]>
  /** As the workspace, in the transaction that notes the event as seen. */
  change: (tx: Tx, payload: P, workspaceId: string, context: C) => Promise<void>
  /** Publishes, pushes, starts a machine: after the commit. May run twice, since the vendor sends again what fails. */
  follow: (payload: P, workspaceId: string, context: C) => Promise<void>
}

/** A reaction whose payload has been parsed. */
type Bound<C> = {
  workspacesOf: (context: C) => Promise<string[]>
  change: (tx: Tx, workspaceId: string, context: C) => Promise<void>
  follow: (workspaceId: string, context: C) => Promise<void>
}
export type React<C> = (payload: unknown) => Bound<C>

/** Binds a reaction to the schema of its payload. What comes throws a ZodError where the payload is another. */
export const reaction =
  <P, C>(schema: z.ZodType<P>, { workspacesOf, change, follow }: Reaction<P, C>): React<C> =>
  (unparsed) => {
    const payload = schema.parse(unparsed)
    return {
      workspacesOf: (context) => workspacesOf(payload, context),
      change: (tx, workspaceId, context) => change(tx, payload, workspaceId, context),
      follow: (workspaceId, context) => follow(payload, workspaceId, context),
    }
  }

/** Which event of which vendor. */
type Named = { vendor: string; event: VendorEvent }

/**
 * Takes every event that it can, so that one which fails does not hold up the others.
 * @throws Error when some failed: the vendor then sends all of them again, and those that were taken are known
 */
export async function takeEvents<C extends WebhookContext>(
  vendor: string,
  events: VendorEvent[],
  reactions: Readonly<Record<string, React<C>>>,
  context: C,
) {
  let failed = 0
  for (const event of events) {
    const ids = { vendor, event: event.id, type: event.type }
    const react = Object.hasOwn(reactions, event.type) ? reactions[event.type] : undefined
    try {
      if (react) await takeEvent({ vendor, event }, react(event.payload), context)
      else log.info('event of a type that Dhol does not know', ids)
    } catch (error) {
      failed += 1
      log.error('event failed', { error: asError(error), ...ids })
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${events.length} events of ${vendor} failed`)
}

async function takeEvent<C extends WebhookContext>({ vendor, event }: Named, bound: Bound<C>, context: C) {
  const ids = { vendor, event: event.id, type: event.type }
  const workspaces = await bound.workspacesOf(context)
  if (workspaces.length === 0) log.info('event of an account that nobody here has', ids)
  for (const workspaceId of workspaces) {
    const seen = { vendor, key: `${event.id}@${workspaceId}` }
    const db = context.db.of({ workspaceId })
    const state = await db.transaction(async (tx) => {
      const before = await noteSeen(tx, seen, new Date(context.clock()))
      if (before === 'new') await bound.change(tx, workspaceId, context)
      return before
    })
    if (state === 'followed') {
      log.info('event seen before', ids)
      continue
    }
    await bound.follow(workspaceId, context)
    await noteFollowed(db, seen)
  }
}
