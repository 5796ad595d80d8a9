import { randomUUID } from 'node:crypto'
import type { Permission } from '../assembly/model.ts'
import { arn } from '../aws/arn.ts'
import { type Answer, jsonAnswer } from './http-message.ts'
import { largestMessage, type OpenConnection, type Sockets } from './sockets.ts'

export type ConnectionRequest = {
  method: string
  /** Path with its query. */
  url: string
  headers: Record<string, string>
  body: Buffer
}

/** Throws an error with `status` and `code` where the signature is not right or the permission is not given. */
export type Admit = (request: ConnectionRequest & { service: string }, needed: Permission) => Promise<void>

const failure = (status: number, code: string, message: string): Answer => {
  const answer = jsonAnswer(status, { message, requestId: randomUUID() })
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } }
}

const refusal = (error: unknown): Answer => {
  if (!(error instanceof Error) || !('status' in error) || !('code' in error)) throw error
  return failure(Number(error.status), String(error.code), error.message)
}

const empty = (status: number): Answer => ({ status, headers: {}, body: '' })

const answer = (method: string, body: Buffer, connection: OpenConnection): Answer => {
  const { socket, connectedAt, lastActiveAt, sourceIp, userAgent } = connection
  if (method === 'GET') {
    return jsonAnswer(200, {
      connectedAt: new Date(connectedAt).toISOString(),
      lastActiveAt: new Date(lastActiveAt).toISOString(),
      identity: { sourceIp, userAgent },
    })
  }
  if (method === 'DELETE') {
    socket.close(1000)
    return empty(204)
  }
  if (method !== 'POST') return failure(403, 'ForbiddenException', 'Forbidden')
  if (body.length > largestMessage) return failure(413, 'PayloadTooLargeException', 'Payload too large')
  socket.send(body.toString())
  connection.lastActiveAt = Date.now()
  return empty(200)
}

/**
 * The `@connections` API: functions send to open sockets, look at them and close them.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export const createConnections =
  ({ path, api, open }: Sockets, admit: Admit) =>
  async (request: ConnectionRequest): Promise<Answer> => {
    const prefix = `${path}/@connections/`
    const requestPath = decodeURIComponent(request.url.split('?')[0] ?? '')
    if (!requestPath.startsWith(prefix)) return failure(403, 'ForbiddenException', 'Forbidden')
    const connectionId = requestPath.slice(prefix.length)
    const resource = `${api.id}/${api.stage}/${request.method}/@connections/${connectionId}`
    const refused = await admit(
      { ...request, service: 'execute-api' },
      {
        action: 'execute-api:ManageConnections',
        resource: arn('execute-api', resource),
      },
    ).then(() => undefined, refusal)
    if (refused) return refused
    const connection = open.get(connectionId)
    if (!connection) return failure(410, 'GoneException', 'Gone')
    // It has gone from now on, however long the page takes to answer the close.
    if (request.method === 'DELETE') open.delete(connectionId)
    return answer(request.method, request.body, connection)
  }
