import type { EventName } from './events.ts'

/** 02:00 in India. All at one time, so that a database which sleeps is woken once. */
const nightly = 'cron(30 20 * * ? *)'

/**
 * What runs by the clock. `handler` is a path below `functions/`, without its ending. What looks into the database each
 * time runs by `whereItSleeps` in a stage whose database does that.
 */
export const schedules: { handler: string; every: string; whereItSleeps?: string }[] = [
  { handler: 'creative/schedules/sweep-generations', every: 'rate(1 minute)' },
  { handler: 'auth/schedules/sweep-identity', every: 'rate(1 hour)', whereItSleeps: nightly },
  { handler: 'auth/schedules/remove-deleted', every: nightly },
  { handler: 'system/schedules/sweep-webhooks', every: nightly },
  { handler: 'creative/schedules/remove-deleted', every: nightly },
]

/** Who hears which event. */
export const subscriptions: { handler: string; event: EventName }[] = [
  { handler: 'realtime/subscribers/announce-finished-generation', event: 'generation.finished' },
  { handler: 'realtime/subscribers/close-sockets', event: 'access.ended' },
  { handler: 'creative/subscribers/stop-workspace', event: 'workspace.deleted' },
  { handler: 'creative/subscribers/remove-workspace', event: 'workspace.removed' },
  { handler: 'auth/subscribers/send-link', event: 'link.requested' },
  { handler: 'auth/subscribers/send-invitation', event: 'invitation.made' },
  { handler: 'auth/subscribers/send-security-notice', event: 'security.noticed' },
  { handler: 'auth/subscribers/note-guesses', event: 'login.slowed' },
]
