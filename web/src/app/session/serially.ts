/**
 * Runs `work` one at a time. A call while it runs asks for one more run after it, however many calls there are, so
 * that a run always begins after the last call and no stream of calls can keep a run from ending.
 */
export const serially = (work: () => Promise<unknown>) => {
  let running = false
  let again = false
  return async () => {
    again = true
    if (running) return
    running = true
    try {
      while (again) {
        again = false
        await work()
      }
    } finally {
      running = false
    }
  }
}
