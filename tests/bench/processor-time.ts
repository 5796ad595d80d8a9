import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type SocketMessage, socketMessage } from '../../contracts/realtime.ts'
import type { Colleague, Member } from '../support/people/client.ts'
import { processorSecondsBelow } from './processes.ts'

const generations = 20
const lists = 200

/** Processor time of one generation of one picture, from its request to its end. `pid` is the process of the cloud. */
export async function measureGenerations(member: Member, pid: number): Promise<string> {
  const { status, body } = await member.call<{ url: string; ticket: string }>('/v1/realtime/tickets', {
    method: 'POST',
  })
  if (status !== 201) throw new Error(`the ticket was answered with ${status}`)
  const socket = new WebSocket(`${body.url}?ticket=${body.ticket}`)
  await once(socket, 'open')
  const generate = async () => {
    const { body } = await member.generate('Monsoon offer on masala chai')
    for (let ended = false; !ended; ) {
      const [data] = await once(socket, 'message')
      const message: SocketMessage = socketMessage.parse(JSON.parse(String(data)))
      ended = message.type === 'generation.finished' && message.generationId === body.id
    }
  }
  await generate()
  const spent = await timeOf(pid, generations, generate)
  socket.close()
  return spent
}

/** Processor time of one warm page of twenty generations, and its size. */
export async function measureList({ call }: Pick<Colleague, 'call'>, pid: number): Promise<string> {
  const list = async () => {
    const { status, body } = await call('/v1/generations?limit=20')
    if (status !== 200) throw new Error(`the list was answered with ${status}`)
    return JSON.stringify(body)
  }
  const kB = Math.round(Buffer.byteLength(await list()) / 1000)
  return `${await timeOf(pid, lists, list)}; ${kB} kB`
}

async function timeOf(pid: number, times: number, work: () => Promise<unknown>) {
  const before = processorSecondsBelow(pid)
  for (let index = 0; index < times; index++) await work()
  const after = processorSecondsBelow(pid)
  const each = (of: keyof typeof after) => (((after[of] - before[of]) * 1000) / times).toFixed(1)
  return `functions ${each('functions')} ms, database ${each('database')} ms`
}
