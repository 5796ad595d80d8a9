import { deleteItem, findByIndex, increment, listItems, putItem } from '../platform/aws/table.ts'

/** Sockets live two hours at most (a limit of API Gateway); a row that outlives its socket ends with it. */
const connectionSeconds = 2 * 60 * 60

const connectionKey = (workspaceId: string, connectionId: string) => ({
  pk: workspaceId,
  sk: `connection#${connectionId}`,
})

/** `now` is in milliseconds. */
export const addConnection = (table: string, workspaceId: string, connectionId: string, now: number) =>
  putItem(table, {
    ...connectionKey(workspaceId, connectionId),
    connectionId,
    expiresAt: Math.floor(now / 1000) + connectionSeconds,
  })

/** Before `$connect` has answered, API Gateway calls a socket gone that is just about to open. */
const openingSeconds = 10

/** Forgets a socket that is gone, unless it is so new that it may still be opening. `now` is in milliseconds. */
export const removeConnection = (table: string, workspaceId: string, connectionId: string, now: number) =>
  deleteItem(table, connectionKey(workspaceId, connectionId), {
    expiresBefore: Math.floor(now / 1000) + connectionSeconds - openingSeconds,
  })

/** Forgets a socket that names itself, not its workspace, as a closing one does. */
export async function forgetConnection(table: string, connectionId: string) {
  const key = await findByIndex(table, 'byConnection', 'connectionId', connectionId)
  if (key) await deleteItem(table, key, { expiresBefore: Number.MAX_SAFE_INTEGER })
}

export const listConnections = (table: string, workspaceId: string) =>
  listItems(table, { pk: workspaceId, sk: 'connection#' }, 'connectionId')

/** The number of a workspace's next message, from 1 and without gaps. */
export const nextSequence = (table: string, workspaceId: string) =>
  increment(table, { pk: workspaceId, sk: 'sequence' }, 'seq')
