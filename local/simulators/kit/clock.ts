type Due = { at: number; work: () => unknown }

/** The longest that a timer of Node waits, in milliseconds. */
const longestWaitMs = 2 ** 31 - 1

/**
 * The simulator's own time, in milliseconds since 1970: `base`, and as much ahead of it as somebody has moved it.
 * What a vendor does later by itself (a charge, a review) stands in `at`.
 */
export const createClock = (base: () => number) => {
  let ahead = 0
  let due: Due[] = []
  let timer: NodeJS.Timeout | undefined
  let moving: Promise<unknown> = Promise.resolve()
  const now = () => base() + ahead

  const arm = () => {
    clearTimeout(timer)
    const [next] = due
    if (!next) return
    const waitMs = Math.min(Math.max(0, next.at - now()), longestWaitMs)
    timer = setTimeout(() => advance(0), waitMs).unref()
  }
  const move = async (ms: number) => {
    const target = ahead + ms
    for (let next = due[0]; next && next.at <= base() + target; next = due[0]) {
      due.shift()
      ahead = Math.max(ahead, next.at - base())
      await next.work()
    }
    ahead = target
    arm()
  }
  const inTurn = (work: () => unknown): Promise<void> => {
    const done = moving.then(work).then(() => undefined)
    moving = done.catch(() => undefined)
    return done
  }

  /** Moves the time forward. What falls due on the way is done in its order, each at its own moment. */
  const advance = (ms: number) => inTurn(() => move(ms))

  return {
    now,
    advance,
    /** Does `work` at a time, whether it comes or is moved to. An error of `work` must not leave it. */
    at(time: number, work: () => unknown) {
      due = [...due, { at: time, work }].sort((one, other) => one.at - other.at)
      arm()
    },
    /** Back to the real time, with nothing left to do. */
    reset: () =>
      inTurn(() => {
        ahead = 0
        due = []
        arm()
      }),
    stop() {
      due = []
      clearTimeout(timer)
    },
  }
}

export type Clock = ReturnType<typeof createClock>
