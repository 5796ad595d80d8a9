import { deleteItem, increment, keysByIndex, listItems, putItem } from '../platform/aws/table.ts'
import type { Holder } from './tickets.ts'

/** Sockets live two hours at most (a limit of API Gateway); a row that outlives its socket ends with it. */
const connectionSeconds = 2 * 60 * 60

const connectionKey = (workspaceId: string, connectionId: string) => ({
  pk: workspaceId,
  sk: `connection#${connectionId}`,
})

/**
 * Sockets that a session or key, and a workspace, may have at a time. Whoever opens more of them asks every few seconds, as
 * where sockets do not get through.
 */
const most = { ofCredential: 20, ofWorkspace: 300 }

/** Beside its workspace, a socket is known by the session or key that opened it and ends with that. */
const credentialKey = ({ credential }: { credential: string }, connectionId: string) => ({
  pk: `credential#${credential}`,
  sk: `connection#${connectionId}`,
})

/** `now` is in milliseconds. */
export async function addConnection(table: string, holder: Holder, connectionId: string, now: number) {
  const expiresAt = Math.floor(now / 1000) + connectionSeconds
  const { workspaceId } = holder
  await Promise.all([
    putItem(table, { ...connectionKey(workspaceId, connectionId), connectionId, expiresAt }),
    putItem(table, { ...credentialKey(holder, connectionId), connectionId, workspaceId, expiresAt }),
  ])
}

/** Takes back what was added for a socket that is not let in. */
export const dropConnection = (table: string, holder: Holder, connectionId: string) =>
  Promise.all([
    deleteItem(table, connectionKey(holder.workspaceId, connectionId)),
    deleteItem(table, credentialKey(holder, connectionId)),
  ])

/** Whether there are too many sockets, with this one; looked at when it has been added, so that two at once see each other. */
export async function isCrowded(table: string, holder: Holder): Promise<boolean> {
  const [own, all] = await Promise.all([
    listConnectionsOf(table, holder.credential),
    listConnections(table, holder.workspaceId),
  ])
  return own.length > most.ofCredential || all.length > most.ofWorkspace
}

/** The sockets of a session or key, in one workspace if that is named. */
export async function listConnectionsOf(table: string, credential: string, workspaceId?: string) {
  const items = await listItems(table, credentialKey({ credential }, ''))
  return items.flatMap((item) =>
    item.connectionId && (!workspaceId || item.workspaceId === workspaceId) ? [item.connectionId] : [],
  )
}

/** Before `$connect` has answered, API Gateway calls a socket gone that is just about to open. */
export const openingSeconds = 10

/** Forgets a socket that is gone, unless it is so new that it may still be opening. `now` is in milliseconds. */
export const removeConnection = (table: string, workspaceId: string, connectionId: string, now: number) =>
  deleteItem(table, connectionKey(workspaceId, connectionId), { expiresBefore: openedBefore(now) })

/** The same of a session's or key's socket; false for one that may still be opening. */
export const removeConnectionOf = (table: string, credential: string, connectionId: string, now: number) =>
  deleteItem(table, credentialKey({ credential }, connectionId), { expiresBefore: openedBefore(now) })

const openedBefore = (now: number) => Math.floor(now / 1000) + connectionSeconds - openingSeconds

/** Forgets a socket that names itself, not its workspace, as a closing one does. */
export async function forgetConnection(table: string, connectionId: string) {
  const keys = await keysByIndex(table, 'byConnection', 'connectionId', connectionId)
  await Promise.all(keys.map((key) => deleteItem(table, key)))
}

export async function listConnections(table: string, workspaceId: string): Promise<string[]> {
  const items = await listItems(table, { pk: workspaceId, sk: 'connection#' })
  return items.flatMap(({ connectionId }) => connectionId ?? [])
}

/** The number of a workspace's next message, from 1 and without gaps. */
export const nextSequence = (table: string, workspaceId: string) =>
  increment(table, { pk: workspaceId, sk: 'sequence' }, 'seq')
