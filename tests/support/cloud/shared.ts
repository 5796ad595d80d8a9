/** Gives what takes long to open to every test file of this process: opened for the first, closed after the last. */
export function shared<T>(open: () => Promise<{ it: T; close: () => Promise<unknown> }>): () => Promise<T> {
  let opened: Promise<T> | undefined
  const openOnce = async () => {
    const { it, close } = await open()
    endings.push(close)
    return it
  }
  return () => {
    opened ??= openOnce()
    return opened
  }
}
