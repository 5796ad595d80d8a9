import { beforeAll, expect, test } from 'vitest'
import type { Generation } from '../../../contracts/creative.ts'
import type { SocketMessage } from '../../../contracts/realtime.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { type Member, newMember, outsider } from '../../support/people/client.ts'
import { newTicket, open, opened } from '../../support/people/sockets.ts'

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

test('two pages of a workspace hear the same of a generation, numbered without gaps, and a stranger nothing', async () => {
  const stranger = await newMember(cloud())
  const [one, two, theirs] = await Promise.all([opened(member), opened(member), opened(stranger)])
  const { body } = await member.generate('in two tabs', { aspectRatios: ['1:1', '9:16'], count: 2 })
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
    message.type === 'generation.progress' ? message.pictures.map(({ status }) => status) : [],
  )
  expect(new Set(seen)).toEqual(new Set(['writing_prompt', 'rendering', 'ready']))
  const { finishedAt } = (await member.call<Generation>(`/v1/generations/${body.id}`)).body
  expect(one.messages.at(-1)).toMatchObject({ type: 'generation.finished', status: 'succeeded', finishedAt })
  expect(one.messages.every(({ generationId }) => generationId === body.id)).toBe(true)
  expect(theirs.messages).toEqual([])
})

test('a ticket opens one socket, and only a real one does', async () => {
  const { url, ticket, expiresIn } = await newTicket(member)
  expect(expiresIn).toBe(30)
  expect(await open(`${url}?ticket=${ticket}`)).toHaveProperty('socket')
  expect(await open(`${url}?ticket=${ticket}`)).toEqual({ refused: 401 })
  expect(await open(`${url}?ticket=made-up`)).toEqual({ refused: 401 })
  expect(await open(`${url}?ticket=${ticket.repeat(8)}`)).toEqual({ refused: 401 })
  expect(await open(`${url}?ticket=${encodeURIComponent('टिकट'.repeat(60))}`)).toEqual({ refused: 401 })
  expect(await open(url)).toEqual({ refused: 401 })
})

test('a session has twenty sockets at most, and one that closes makes room', async () => {
  const other = await newMember(cloud())
  const sockets = []
  for (let index = 0; index < 20; index++) sockets.push(await opened(other))
  const another = async () => {
    const { url, ticket } = await newTicket(other)
    return open(`${url}?ticket=${ticket}`)
  }
  expect(await another()).toEqual({ refused: 401 })
  for (const { socket } of sockets) socket.close()
  await eventually(another, (result) => 'socket' in result)
})

test('nobody gets a ticket without a token', async () => {
  const answer = await outsider(cloud().origin).refused('/v1/realtime/tickets', { method: 'POST' })
  expect(answer.status).toBe(401)
})

test('a page that is gone is forgotten, and the others go on hearing', async () => {
  const other = await newMember(cloud())
  const [gone, stays] = await Promise.all([opened(other), opened(other)])
  gone.socket.terminate()
  await other.ended((await other.generate('one tab left')).body.id)
  await eventually(
    async () => stays.messages,
    (messages) => messages.some(({ type }) => type === 'generation.finished'),
  )
})
