import { randomBytes, randomUUID } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Assembly, Invoke, Principal } from '../assembly/model.ts'
import { arn } from '../aws/arn.ts'
import { type Connection, type EventType, openingOf, requestContextOf, routeKeyOf } from './socket-events.ts'

/** Source of the limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
export const largestMessage = 128 * 1024
const idleMs = 10 * 60_000
const longestMs = 2 * 60 * 60_000

export type OpenConnection = Connection & { socket: WebSocket; lastActiveAt: number }

/** Ten random bytes in base 64, as API Gateway's look: `L0SM9cOFvHcCIhw=`. */
const newConnectionId = () => `${randomBytes(11).toString('base64').slice(0, 15)}=`

const refuse = (socket: Duplex, status: number) => {
  const body = JSON.stringify({ message: STATUS_CODES[status] ?? 'Refused', requestId: randomUUID() })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

const statusOf = (payload: unknown) => {
  const status =
    typeof payload === 'object' && payload !== null && 'statusCode' in payload
      ? Number(payload.statusCode)
      : 500
  return Number.isInteger(status) ? status : 500
}

/** API Gateway's WebSocket API: the sockets, and the events that their opening, messages and closing cause. */
export const createSockets = (
  api: Assembly['socketApi'],
  domainName: string,
  invokeAs: (principal: Principal) => Invoke,
) => {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessage, clientTracking: false })
  const open = new Map<string, OpenConnection>()
  const path = `/_sockets/${api.id}/${api.stage}`
  let closing = false

  const routeOf = (key: string) => api.routes.find((route) => route.key === key)

  const notify = (
    eventType: EventType,
    routeKey: string,
    connection: Connection,
    rest: Record<string, unknown>,
  ) => {
    const functionArn = routeOf(routeKey)?.functionArn
    const requestContext = requestContextOf(eventType, {
      apiId: api.id,
      stage: api.stage,
      routeKey,
      domainName,
      connection,
    })
    const event = { requestContext, isBase64Encoded: false, ...rest }
    const gateway = {
      service: 'apigateway.amazonaws.com',
      sourceArn: arn('execute-api', `${api.id}/${api.stage}/${routeKey}`),
    }
    return functionArn ? invokeAs(gateway)(functionArn, event, 'wait') : undefined
  }

  const keep = (socket: WebSocket, connection: Connection) => {
    const entry: OpenConnection = { ...connection, socket, lastActiveAt: Date.now() }
    open.set(connection.id, entry)
    const leave = () => socket.close(1001, 'Going away')
    const end = setTimeout(leave, longestMs)
    const idle = setTimeout(leave, idleMs)
    const active = () => {
      entry.lastActiveAt = Date.now()
      idle.refresh()
    }
    socket.on('ping', active)
    socket.on('error', () => socket.terminate())
    socket.on('message', async (data) => {
      active()
      const body = data.toString()
      const route = routeOf(routeKeyOf(body)) ?? routeOf('$default')
      if (route && !route.functionArn) return
      const result = route && (await notify('MESSAGE', route.key, connection, { body }))
      if (result?.ok) return
      const message = result ? 'Internal server error' : 'Forbidden'
      socket.send(JSON.stringify({ message, connectionId: connection.id, requestId: randomUUID() }))
    })
    socket.on('close', (code, reason) => {
      clearTimeout(end)
      clearTimeout(idle)
      open.delete(connection.id)
      const rest = { disconnectStatusCode: code, disconnectReason: reason.toString() }
      if (!closing) void notify('DISCONNECT', '$disconnect', connection, rest)
    })
  }

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const [requestPath, query = ''] = (request.url ?? '').split('?')
    if (requestPath !== path && requestPath !== `${path}/`) return refuse(socket, 403)
    const connection: Connection = {
      id: newConnectionId(),
      connectedAt: Date.now(),
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    }
    const result = await notify('CONNECT', '$connect', connection, openingOf(request, query))
    const status = result ? (result.ok ? statusOf(result.payload) : 502) : 200
    if (status >= 400) return refuse(socket, status)
    if (socket.destroyed) void notify('DISCONNECT', '$disconnect', connection, {})
    else server.handleUpgrade(request, socket, head, (client) => keep(client, connection))
  }

  return {
    /** The path below which the sockets and their connections live. */
    path,
    api,
    open,
    upgrade,
    close: () => {
      closing = true
      for (const { socket } of open.values()) socket.terminate()
    },
  }
}

export type Sockets = ReturnType<typeof createSockets>
