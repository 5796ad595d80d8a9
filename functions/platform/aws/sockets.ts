import { once } from '../once.ts'

/** Sends one message to a socket; false when the socket is gone. `socketsUrl` is where sockets connect, `wss://…`. */
export type SendToSocket = (connectionId: string, message: string) => Promise<boolean>

export function socketSender(socketsUrl: string): SendToSocket {
  const client = once(async () => {
    const { ApiGatewayManagementApi } = await import('@aws-sdk/client-apigatewaymanagementapi')
    return new ApiGatewayManagementApi({ endpoint: socketsUrl.replace(/^ws/, 'http') })
  })
  return async (connectionId, message) => {
    try {
      await (await client()).postToConnection({ ConnectionId: connectionId, Data: message })
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'GoneException') return false
      throw error
    }
  }
}
