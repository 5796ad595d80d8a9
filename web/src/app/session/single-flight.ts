/** Runs `work` once for all who ask while it runs: they share what comes of it. */
export const singleFlight = <T>(work: () => Promise<T>) => {
  let running: Promise<T> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}
