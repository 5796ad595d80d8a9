import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'

/** Sends one message to a socket; false when the socket is gone. */
export type SendToSocket = (connectionId: string, message: string) => Promise<boolean>

/** `socketsUrl` is where sockets connect, `wss://…`; the same place over `https` takes the messages. */
export function socketSender(socketsUrl: string): SendToSocket {
  const api = new ApiGatewayManagementApiClient({ endpoint: socketsUrl.replace(/^ws/, 'http') })
  return async (connectionId, message) => {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }))
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'GoneException') return false
      throw error
    }
  }
}
