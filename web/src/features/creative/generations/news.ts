import type { Generation, GenerationSummary, Picture } from '../../../../../contracts/creative.ts'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'
import { pictureSummaryOf } from './summary.ts'

type Kept<P> = Pick<Generation, 'id' | 'status' | 'finishedAt'> & { pictures: P[] }

/** A generation as the message says it now is; `keep` makes of a picture what is kept of it there. */
const changed = <P extends { id: string }, G extends Kept<P>>(
  generation: G,
  message: CreativeNews,
  keep: (picture: Picture) => P,
): G => {
  if (generation.id !== message.generationId) return generation
  const { status } = message
  if (message.type === 'generation.finished') return { ...generation, status, finishedAt: message.finishedAt }
  const told = new Map(message.pictures.map((picture) => [picture.id, keep(picture)]))
  const pictures = generation.pictures.map((picture) => told.get(picture.id) ?? picture)
  return { ...generation, status, finishedAt: null, pictures }
}

/** The generation as the message says it now is. */
export const withNews = (generation: Generation, message: CreativeNews): Generation =>
  changed(generation, message, (picture) => picture)

/** The same for one of the list. */
export const withNewsInShort = (generation: GenerationSummary, message: CreativeNews): GenerationSummary =>
  changed(generation, message, pictureSummaryOf)

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
