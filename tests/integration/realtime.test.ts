import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type SocketMessage, socketMessage } from '../../contracts/realtime.ts'
import { type Member, newMember, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { eventually } from '../support/eventually.ts'

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud().origin)
})

type Ticket = { url: string; ticket: string; expiresIn: number }
const newTicket = async (of = member) =>
  (await of.call<Ticket>('/v1/realtime/tickets', { method: 'POST' })).body

/** Opens a socket; `refused` is the status of a handshake that was turned down. */
const open = (url: string) =>
  new Promise<{ socket: WebSocket; messages: SocketMessage[] } | { refused: number | undefined }>(
    (resolve) => {
      const socket = new WebSocket(url)
      const messages: SocketMessage[] = []
      socket.on('message', (data) => messages.push(socketMessage.parse(JSON.parse(String(data)))))
      socket.once('open', () => resolve({ socket, messages }))
      socket.once('unexpected-response', (_request, response) => resolve({ refused: response.statusCode }))
    },
  )

const opened = async (of = member) => {
  const { url, ticket } = await newTicket(of)
  const result = await open(`${url}?ticket=${ticket}`)
  if ('refused' in result) throw new Error(`refused with ${result.refused}`)
  return result
}

test('two pages of a workspace hear the same of an order, numbered without gaps, and a stranger nothing', async () => {
  const stranger = await newMember(cloud().origin)
  const [one, two, theirs] = await Promise.all([opened(), opened(), opened(stranger)])
  const { body } = await member.order('in two tabs', { aspectRatios: ['1:1', '9:16'], count: 2 })
  const isFinished = (messages: SocketMessage[]) =>
    messages.some(({ type }) => type === 'generation.finished')
  await eventually(
    async () => [one.messages, two.messages],
    (both) => both.every(isFinished),
  )
  const bySeq = (messages: SocketMessage[]) => [...messages].sort((a, b) => a.seq - b.seq)
  expect(bySeq(one.messages)).toEqual(bySeq(two.messages))
  const numbers = bySeq(one.messages).map(({ seq }) => seq)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  const seen = one.messages.flatMap((message) =>
    message.type === 'generation.progress' && message.item ? [message.item.status] : [],
  )
  expect(new Set(seen)).toEqual(new Set(['rendering', 'checking', 'ready']))
  expect(one.messages.every(({ generationId }) => generationId === body.id)).toBe(true)
  expect(theirs.messages).toEqual([])
})

test('a ticket opens one socket, and only a real one does', async () => {
  const { url, ticket, expiresIn } = await newTicket()
  expect(expiresIn).toBe(30)
  expect(await open(`${url}?ticket=${ticket}`)).toHaveProperty('socket')
  expect(await open(`${url}?ticket=${ticket}`)).toEqual({ refused: 401 })
  expect(await open(`${url}?ticket=made-up`)).toEqual({ refused: 401 })
  expect(await open(url)).toEqual({ refused: 401 })
})

test('nobody gets a ticket without a token', async () => {
  const answer = await outsider(cloud().origin).refused('/v1/realtime/tickets', { method: 'POST' })
  expect(answer.status).toBe(401)
})

test('a page that is gone is forgotten, and the others go on hearing', async () => {
  const other = await newMember(cloud().origin)
  const [gone, stays] = await Promise.all([opened(other), opened(other)])
  gone.socket.terminate()
  await other.ended((await other.order('one tab left')).body.id)
  await eventually(
    async () => stays.messages,
    (messages) => messages.some(({ type }) => type === 'generation.finished'),
  )
})
