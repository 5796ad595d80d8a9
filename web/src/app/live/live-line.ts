import type * as z from 'zod'
import { type News, news, ping, socketEnvelope } from '../../../../contracts/realtime.ts'
import { backoffMs } from './backoff.ts'
import { inOrder } from './in-order.ts'

export type LiveStatus = 'live' | 'catching-up'

type Options = {
  /** Gives the address of a socket with a fresh ticket in it. */
  invite: () => Promise<string>
  onMessage: (message: News) => void
  /** Something may have been missed: fetch again what is shown. */
  onMissed: () => void
  onStatus: (status: LiveStatus) => void
  openSocket?: (url: string) => WebSocket
}

/** A socket that is not open by then is being held up by something in between. */
export const openingMs = 8_000
/**
 * API Gateway closes a socket that was silent for ten minutes.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const pingMs = 8 * 60_000
/** A socket that lasted this long was a good one: the next failure starts the waiting from the beginning. */
const steadyMs = 10_000

type Envelope = z.infer<typeof socketEnvelope>

const isKnown = (type: string) => news.options.some(({ shape }) => shape.type.value === type)

const parse = (data: unknown) => {
  try {
    return socketEnvelope.safeParse(JSON.parse(String(data))).data
  } catch {
    return undefined
  }
}

/**
 * Keeps one socket open for as long as it runs, and says when to fetch again because messages may have been missed:
 * at every (re)connect, at a gap in the numbers and at a message that it cannot read. A message of a type that it does
 * not know is for a newer page than this one.
 * @returns `stop` closes it for good; `rest` closes one that is open until `wake`, which otherwise tries at once instead of
 * waiting out the backoff
 */
export const openLiveLine = ({ openSocket = (url) => new WebSocket(url), ...options }: Options) => {
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let stopped = false
  let resting = false

  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, ms)
  }

  const deliver = (envelope: Envelope) => {
    const { data: message } = news.safeParse(envelope)
    if (message) options.onMessage(message)
    else if (isKnown(envelope.type)) options.onMissed()
  }
  const messages = inOrder<Envelope>({ deliver, onMissed: options.onMissed })

  const receive = (data: unknown) => {
    const envelope = parse(data)
    if (envelope) messages.receive(envelope)
    else options.onMissed()
  }

  const retryLater = () => {
    if (stopped || resting) return
    options.onStatus('catching-up')
    wait(backoffMs(attempt++), connect)
  }

  const attach = (next: WebSocket) => {
    let pinging: ReturnType<typeof setInterval> | undefined
    socket = next
    wait(openingMs, () => next.close())
    next.onopen = () => {
      clearTimeout(timer)
      if (stopped) return next.close()
      pinging = setInterval(() => next.send(JSON.stringify(ping)), pingMs)
      wait(steadyMs, () => {
        attempt = 0
      })
      messages.restart()
      options.onStatus('live')
      options.onMissed()
    }
    next.onmessage = (event) => receive(event.data)
    next.onclose = () => {
      clearInterval(pinging)
      if (socket !== next) return
      socket = undefined
      retryLater()
    }
  }

  const connect = async () => {
    clearTimeout(timer)
    timer = undefined
    const url = await options.invite().catch(() => undefined)
    if (stopped) return
    if (!url) return retryLater()
    try {
      attach(openSocket(url))
    } catch {
      // Some browsers throw at once where a policy forbids sockets.
      retryLater()
    }
  }

  void connect()
  return {
    stop: () => {
      stopped = true
      // One that is still opening is closed when it is open, or too late: before, a browser would note a failure.
      if (socket?.readyState === WebSocket.CONNECTING) return
      clearTimeout(timer)
      messages.restart()
      socket?.close()
      socket = undefined
    },
    rest: () => {
      if (socket?.readyState !== WebSocket.OPEN) return
      resting = true
      clearTimeout(timer)
      socket.close()
    },
    wake: () => {
      resting = false
      // No timer means that an invitation is under way.
      if (stopped || socket || timer === undefined) return
      void connect()
    },
  }
}
