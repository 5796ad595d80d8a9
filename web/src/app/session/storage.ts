/** localStorage or sessionStorage that never throws: a browser may forbid both, and then nothing is kept. */
const guarded = (open: () => Storage) => ({
  get: (key: string) => {
    try {
      return open().getItem(key)
    } catch {
      return null
    }
  },
  set: (key: string, value: string) => {
    try {
      open().setItem(key, value)
    } catch {
      // Nothing to do: the page works without it, it only forgets sooner.
    }
  },
  remove: (key: string) => {
    try {
      open().removeItem(key)
    } catch {
      // As above.
    }
  },
})

export const local = guarded(() => window.localStorage)
export const perTab = guarded(() => window.sessionStorage)
