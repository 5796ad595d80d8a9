import type { Generation } from '../../../../../contracts/creative.ts'
import type { SocketMessage } from '../../../../../contracts/realtime.ts'

/** The generation as the message says it now is. */
export const withNews = (generation: Generation, message: SocketMessage): Generation => {
  if (generation.id !== message.generationId) return generation
  const picture = message.type === 'generation.progress' ? message.picture : undefined
  return {
    ...generation,
    status: message.status,
    pictures: picture
      ? generation.pictures.map((old) => (old.id === picture.id ? picture : old))
      : generation.pictures,
  }
}

/** More than can arrive while one answer is on its way. */
const kept = 200
let heard: SocketMessage[] = []
let count = 0

export const hear = (message: SocketMessage) => {
  heard = [...heard, message].slice(-kept)
  count += 1
}

/**
 * Fetches, and puts on top of the answer the messages that came while it was on its way: they may be newer than the
 * answer, and would otherwise be undone by it.
 */
export const withNewsOnTop = async <T>(
  fetch: () => Promise<T>,
  add: (data: T, message: SocketMessage) => T,
) => {
  const before = count
  const data = await fetch()
  return heard.slice(heard.length - Math.min(count - before, heard.length)).reduce(add, data)
}
