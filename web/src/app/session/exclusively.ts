let last: Promise<unknown> = Promise.resolve()

/** For pages without TLS, as on a phone in the developer's network: they have no locks, so each tab minds itself. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const run = last.then(work, work)
  last = run
  return run
}

/**
 * Runs what uses or changes the cookie of the session one after another, over all tabs: the cookie works once, and a
 * log-out that ends late must not take the cookie of the next log-in with it.
 */
export const exclusively = async <T>(work: () => Promise<T>): Promise<T> => {
  if (!('locks' in navigator)) return inTurn(work)
  return await navigator.locks.request('dhol.session', work)
}
