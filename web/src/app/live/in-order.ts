/** How long a number may be missing: pushed side by side, messages overtake each other by some milliseconds. */
export const patienceMs = 300

type Options<M> = {
  deliver: (message: M) => void
  /** Numbers are missing, or came so late that newer ones have been delivered before. */
  onMissed: () => void
}

/**
 * Delivers numbered messages in the order of their numbers. One that comes before its turn waits for those that are
 * missing, but not for long. The first one that arrives sets where the counting begins.
 */
export const inOrder = <M extends { seq: number }>({ deliver, onMissed }: Options<M>) => {
  let next: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = new Map<number, M>()

  const stopWaiting = () => {
    clearTimeout(timer)
    timer = undefined
  }

  const pass = (message: M) => {
    stopWaiting()
    waiting.delete(message.seq)
    next = message.seq + 1
    deliver(message)
  }

  const giveUp = () => {
    for (const message of [...waiting.values()].sort((a, b) => a.seq - b.seq)) pass(message)
    onMissed()
  }

  return {
    receive: (message: M) => {
      if (next !== undefined && message.seq < next) return onMissed()
      waiting.set(message.seq, message)
      for (let turn = waiting.get(next ?? message.seq); turn; turn = waiting.get(turn.seq + 1)) pass(turn)
      if (waiting.size > 0) timer ??= setTimeout(giveUp, patienceMs)
    },
    /** Forgets what waits and where the counting is, as for a new socket. */
    restart: () => {
      stopWaiting()
      waiting.clear()
      next = undefined
    },
  }
}
