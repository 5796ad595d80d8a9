import type { Generation } from '../../../../../contracts/creative.ts'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'

/** The generation as the message says it now is. */
export const withNews = (generation: Generation, message: CreativeNews): Generation => {
  if (generation.id !== message.generationId) return generation
  const { status } = message
  if (message.type === 'generation.finished') return { ...generation, status, finishedAt: message.finishedAt }
  const changed = new Map(message.pictures.map((picture) => [picture.id, picture]))
  const pictures = generation.pictures.map((picture) => changed.get(picture.id) ?? picture)
  return { ...generation, status, finishedAt: null, pictures }
}

/** More than can arrive while one answer is on its way. */
const kept = 200
let heard: CreativeNews[] = []
let count = 0

export const hear = (message: CreativeNews) => {
  heard = [...heard, message].slice(-kept)
  count += 1
}

/**
 * Fetches, and puts on top of the answer the messages that came while it was on its way: they may be newer than the
 * answer, and would otherwise be undone by it.
 */
export const withNewsOnTop = async <T>(
  fetch: () => Promise<T>,
  add: (data: T, message: CreativeNews) => T,
) => {
  const before = count
  const data = await fetch()
  return heard.slice(heard.length - Math.min(count - before, heard.length)).reduce(add, data)
}
