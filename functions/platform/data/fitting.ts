/** Bytes of a value as JSON. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** As many items from the first on as take at most so many bytes, with a comma behind each; one at least, if there is one. */
export function fitting<T>(items: T[], maxBytes: number, bytesOf: (item: T) => number): T[] {
  let bytes = 0
  const end = items.findIndex((item, index) => {
    bytes += bytesOf(item) + 1
    return index > 0 && bytes > maxBytes
  })
  return end === -1 ? items : items.slice(0, end)
}
