import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLiveLine } from './live-line.ts'

class FakeSocket {
  readyState = WebSocket.CONNECTING as number
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  onclose?: () => void
  closed = false
  sent: string[] = []
  send(data: string) {
    this.sent.push(data)
  }
  open() {
    this.readyState = WebSocket.OPEN
    this.onopen?.()
  }
  close() {
    this.readyState = WebSocket.CLOSED
    this.closed = true
    this.onclose?.()
  }
}

const generationId = 'gen_01jd0000000000000000000000'
const message = (seq: number, changes: object = {}) =>
  JSON.stringify({
    seq,
    type: 'generation.finished',
    generationId,
    status: 'succeeded',
    finishedAt: '2026-11-08T10:00:00.000Z',
    ...changes,
  })

const start = (invite = async () => 'wss://example.in/live?ticket=t') => {
  const sockets: FakeSocket[] = []
  const seen = { heard: [] as string[], missed: 0, status: [] as string[] }
  const line = openLiveLine({
    invite,
    onMessage: ({ generationId }) => seen.heard.push(generationId),
    onMissed: () => {
      seen.missed += 1
    },
    onStatus: (status) => seen.status.push(status),
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
  })
  return { line, sockets, seen }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('fetches again when it opens, at a gap, and at a message that it cannot read', async () => {
  const { sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  const [socket] = sockets
  socket?.open()
  expect(seen).toMatchObject({ missed: 1, status: ['live'] })
  for (const data of [message(1), message(2)]) socket?.onmessage?.({ data })
  expect(seen).toMatchObject({ heard: [generationId, generationId], missed: 1 })
  socket?.onmessage?.({ data: message(4) })
  await vi.advanceTimersByTimeAsync(300)
  expect(seen.missed).toBe(2)
  for (const data of ['not json', message(5, { finishedAt: undefined })]) socket?.onmessage?.({ data })
  expect(seen).toMatchObject({ heard: [generationId, generationId, generationId], missed: 4 })
})

test('leaves a message of a type that it does not know to newer pages, and counts on', async () => {
  const { sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  const [socket] = sockets
  socket?.open()
  for (const data of [message(1), message(2, { type: 'film.finished' }), message(3)])
    socket?.onmessage?.({ data })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen).toMatchObject({ heard: [generationId, generationId], missed: 1 })
})

test('a new socket counts anew', async () => {
  const { sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  sockets[0]?.open()
  sockets[0]?.onmessage?.({ data: message(1) })
  sockets[0]?.close()
  await vi.advanceTimersByTimeAsync(1_000)
  sockets[1]?.open()
  sockets[1]?.onmessage?.({ data: message(40) })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen).toMatchObject({ heard: [generationId, generationId], missed: 2 })
})

test('comes back after a close, and fetches again', async () => {
  const { sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  sockets[0]?.open()
  sockets[0]?.close()
  expect(seen.status).toEqual(['live', 'catching-up'])
  await vi.advanceTimersByTimeAsync(1_000)
  sockets[1]?.open()
  expect(seen).toMatchObject({ missed: 2, status: ['live', 'catching-up', 'live'] })
})

test('speaks every eight minutes, so that its silence does not close it, and no longer than it is open', async () => {
  const { sockets, line } = start()
  await vi.advanceTimersByTimeAsync(0)
  sockets[0]?.open()
  await vi.advanceTimersByTimeAsync(17 * 60_000)
  expect(sockets[0]?.sent).toEqual(['{"action":"ping"}', '{"action":"ping"}'])
  line.stop()
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(sockets[0]?.sent).toHaveLength(2)
})

test('rests until it is woken, and then fetches again', async () => {
  const { sockets, seen, line } = start()
  await vi.advanceTimersByTimeAsync(0)
  sockets[0]?.open()
  line.rest()
  expect(sockets[0]?.closed).toBe(true)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(sockets).toHaveLength(1)
  line.wake()
  await vi.advanceTimersByTimeAsync(0)
  sockets[1]?.open()
  expect(seen).toMatchObject({ missed: 2, status: ['live', 'live'] })
})

test('one that is not open does not rest', async () => {
  const { sockets, line } = start()
  await vi.advanceTimersByTimeAsync(0)
  line.rest()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sockets.length).toBeGreaterThan(3)
})

test('gives up on a socket that does not open, and tries again and again', async () => {
  const { sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(8_000)
  expect(sockets[0]?.closed).toBe(true)
  expect(seen.status).toEqual(['catching-up'])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sockets.length).toBeGreaterThan(3)
})

test('waits out a failing ticket, but not where it is woken', async () => {
  const invite = vi.fn(async () => Promise.reject(new Error('offline')))
  const { line } = start(invite)
  await vi.advanceTimersByTimeAsync(0)
  expect(invite).toHaveBeenCalledTimes(1)
  line.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(invite).toHaveBeenCalledTimes(2)
})

test('is silent once stopped', async () => {
  const { line, sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  sockets[0]?.open()
  line.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sockets).toHaveLength(1)
  expect(sockets[0]?.closed).toBe(true)
  expect(seen.status).toEqual(['live'])
})

test('stopped while a socket is opening, it closes that once it is open, or does not open in time', async () => {
  const { line, sockets, seen } = start()
  await vi.advanceTimersByTimeAsync(0)
  line.stop()
  expect(sockets[0]?.closed).toBe(false)
  sockets[0]?.open()
  expect(sockets[0]?.closed).toBe(true)

  const other = start()
  await vi.advanceTimersByTimeAsync(0)
  other.line.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(other.sockets.map(({ closed }) => closed)).toEqual([true])
  expect([...seen.status, ...other.seen.status]).toEqual([])
})
