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
  return async (workspaceId, news) => {
    const patience = new AbortController()
    const impatient = wait(patienceMs, undefined, { ref: false, signal: patience.signal })
    const told = tell(workspaceId, news).finally(() => patience.abort())
    await Promise.race([told, impatient.catch(() => undefined)]) // let go of, since the pages were told in time
  }
}
