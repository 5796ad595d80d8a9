import { setTimeout as wait } from 'node:timers/promises'
import { createTeller, type Tell } from './tell.ts'

/**
 * How long anybody waits for a push, in milliseconds. A workspace may have hundreds of open pages: those that have not
 * been told by then are told beside the caller's own work.
 */
const patienceMs = 200

/** Tells every open page of a workspace, and keeps nobody waiting for it. */
export function createPush(...[env, clock]: Parameters<typeof createTeller>): Tell {
  const tell = createTeller(env, clock)
  return (workspaceId, news) =>
    Promise.race([tell(workspaceId, news), wait(patienceMs, undefined, { ref: false })])
}
