import { table } from '../platform/aws/table.ts'

/** Sockets live two hours at most (a limit of API Gateway); a row that outlives its socket ends with it. */
const connectionSeconds = 2 * 60 * 60

const connectionKey = (workspaceId: string, connectionId: string) => ({
  pk: { S: workspaceId },
  sk: { S: `connection#${connectionId}` },
})

export async function addConnection(
  tableName: string,
  workspaceId: string,
  connectionId: string,
  now: number,
) {
  await (await table()).putItem({
    TableName: tableName,
    Item: {
      ...connectionKey(workspaceId, connectionId),
      connectionId: { S: connectionId },
      expiresAt: { N: String(Math.floor(now / 1000) + connectionSeconds) },
    },
  })
}

export async function removeConnection(tableName: string, workspaceId: string, connectionId: string) {
  await (await table()).deleteItem({ TableName: tableName, Key: connectionKey(workspaceId, connectionId) })
}

/** A closing socket names itself, not its workspace. */
export async function findWorkspaceOf(tableName: string, connectionId: string): Promise<string | undefined> {
  const { Items = [] } = await (await table()).query({
    TableName: tableName,
    IndexName: 'byConnection',
    KeyConditionExpression: 'connectionId = :id',
    ExpressionAttributeValues: { ':id': { S: connectionId } },
  })
  return Items[0]?.pk?.S
}

export async function listConnections(tableName: string, workspaceId: string): Promise<string[]> {
  const { Items = [] } = await (await table()).query({
    TableName: tableName,
    KeyConditionExpression: 'pk = :workspace and begins_with(sk, :connection)',
    ExpressionAttributeValues: { ':workspace': { S: workspaceId }, ':connection': { S: 'connection#' } },
  })
  return Items.flatMap(({ connectionId }) => connectionId?.S ?? [])
}

/** The number of a workspace's next message, from 1 and without gaps. */
export async function nextSequence(tableName: string, workspaceId: string): Promise<number> {
  const { Attributes } = await (await table()).updateItem({
    TableName: tableName,
    Key: { pk: { S: workspaceId }, sk: { S: 'sequence' } },
    UpdateExpression: 'add seq :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  })
  return Number(Attributes?.seq?.N)
}
