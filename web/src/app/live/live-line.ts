import { type SocketMessage, socketMessage } from '../../../../contracts/realtime.ts'
import { backoffMs } from './backoff.ts'
import { watchSequence } from './sequence.ts'

export type LiveStatus = 'live' | 'catching-up'

type Options = {
  /** Gives the address of a socket with a fresh ticket in it. */
  invite: () => Promise<string>
  onMessage: (message: SocketMessage) => void
  /** Something may have been missed: fetch again what is shown. */
  onMissed: () => void
  onStatus: (status: LiveStatus) => void
  openSocket?: (url: string) => WebSocket
}

/** A socket that is not open by then is being held up by something in between. */
const openingMs = 8_000
/** A socket that lasted this long was a good one: the next failure starts the waiting from the beginning. */
const steadyMs = 10_000

const parse = (data: unknown) => {
  try {
    return socketMessage.safeParse(JSON.parse(String(data))).data
  } catch {
    return undefined
  }
}

/**
 * Keeps one socket open for as long as it runs, and says when to fetch again because messages may have been missed:
 * at every (re)connect, at a gap in the numbers and at a message that it cannot read.
 * @returns `stop` closes it for good; `wake` tries at once instead of waiting out the backoff
 */
export const openLiveLine = ({ openSocket = (url) => new WebSocket(url), ...options }: Options) => {
  const arrivalOf = watchSequence()
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let stopped = false

  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, ms)
  }

  const receive = (data: unknown) => {
    const message = parse(data)
    const arrival = message && arrivalOf(message.seq)
    if (message && arrival !== 'late') options.onMessage(message)
    if (arrival !== 'next') options.onMissed()
  }

  const retryLater = () => {
    if (stopped) return
    options.onStatus('catching-up')
    wait(backoffMs(attempt++), connect)
  }

  const attach = (next: WebSocket) => {
    socket = next
    wait(openingMs, () => next.close())
    next.onopen = () => {
      clearTimeout(timer)
      if (stopped) return next.close()
      wait(steadyMs, () => {
        attempt = 0
      })
      options.onStatus('live')
      options.onMissed()
    }
    next.onmessage = (event) => receive(event.data)
    next.onclose = () => {
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
      socket?.close()
      socket = undefined
    },
    wake: () => {
      // No timer means that an invitation is under way.
      if (stopped || socket || timer === undefined) return
      void connect()
    },
  }
}
