export type Arrival = 'next' | 'gap' | 'late'

/**
 * Watches the numbers of a workspace's messages. `gap`: one or more are missing. `late`: older than one that we have
 * already seen (pushed side by side, they may overtake each other), so it must not overwrite anything.
 */
export const watchSequence = () => {
  let last: number | undefined
  return (seq: number): Arrival => {
    if (last !== undefined && seq <= last) return 'late'
    const arrival = last === undefined || seq === last + 1 ? 'next' : 'gap'
    last = seq
    return arrival
  }
}
