import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'

/** Sends one message to a socket; false when the socket is gone. */
export type SendToSocket = (connectionId: string, message: string) => Promise<boolean>

/** `socketsUrl` is where sockets connect, `wss://…`; the same place over `https` takes the messages. */
export function socketSender(socketsUrl: string): SendToSocket {
  const api = clientOf(socketsUrl)
  return async (connectionId, message) => {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }))
      return true
    } catch (error) {
      return ignoreGone(error)
    }
  }
}

/** Closes sockets from our side. Gives those that are gone, or not open yet. */
export async function closeSockets(socketsUrl: string, connectionIds: string[]): Promise<string[]> {
  const api = clientOf(socketsUrl)
  const closing = connectionIds.map(async (id) => {
    try {
      await api.send(new DeleteConnectionCommand({ ConnectionId: id }))
      return []
    } catch (error) {
      ignoreGone(error)
      return [id]
    }
  })
  return (await Promise.all(closing)).flat()
}

const clientOf = (socketsUrl: string) =>
  new ApiGatewayManagementApiClient({
    endpoint: socketsUrl.replace(/^ws/, 'http'),
    // Its name has both kinds of addresses already, and the SDK refuses to be told of both.
    useDualstackEndpoint: false,
  })

const ignoreGone = (error: unknown): false => {
  if (error instanceof Error && error.name === 'GoneException') return false
  throw error
}
