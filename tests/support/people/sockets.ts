import { WebSocket } from 'ws'
import { type SocketMessage, socketMessage } from '../../../contracts/realtime.ts'
import type { Member } from './client.ts'

type Ticket = { url: string; ticket: string; expiresIn: number }
type Caller = Pick<Member, 'call'>

export const newTicket = async (of: Caller) =>
  (await of.call<Ticket>('/v1/realtime/tickets', { method: 'POST' })).body

/** Opens a socket; `refused` is the status of a handshake that was turned down. */
export const open = (url: string) =>
  new Promise<{ socket: WebSocket; messages: SocketMessage[] } | { refused: number | undefined }>(
    (resolve) => {
      const socket = new WebSocket(url)
      const messages: SocketMessage[] = []
      socket.on('message', (data) => messages.push(socketMessage.parse(JSON.parse(String(data)))))
      socket.once('open', () => resolve({ socket, messages }))
      socket.once('unexpected-response', (_request, response) => resolve({ refused: response.statusCode }))
    },
  )

/** @throws Error when it is refused */
export const opened = async (of: Caller) => {
  const { url, ticket } = await newTicket(of)
  const result = await open(`${url}?ticket=${ticket}`)
  if ('refused' in result) throw new Error(`refused with ${result.refused}`)
  return result
}
