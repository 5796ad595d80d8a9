import type { QueryClient } from '@tanstack/react-query'
import type { GenerationSummary, PictureSummary } from '../../../../../contracts/creative.ts'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'
import type { HearersOf } from '../../../app/live/hearers.ts'
import { generationQuery } from '../queries.ts'
import { belongsTo, changeGeneration, keptGeneration, keptList, listGeneration } from './cache.ts'
import { hear } from './news.ts'
import { hasEnded, isRunning } from './progress.ts'
import { summaryOf } from './summary.ts'

/** Pictures are not told of one by one where the whole generation was stopped or failed. */
const isTorn = (
  generation: Pick<GenerationSummary, 'status'> & { pictures: Pick<PictureSummary, 'status'>[] },
) => !isRunning(generation) && !generation.pictures.every(hasEnded)

/** Fetches one generation, and shows it wherever it belongs. */
const fetchGeneration = async (client: QueryClient, id: string) => {
  const fetchNow = () => client.fetchQuery({ ...generationQuery(id), staleTime: 0 })
  const first = await fetchNow()
  // An answer that was on its way before the generation ended knows less than the message that it has ended.
  listGeneration(client, summaryOf(isTorn(first) ? await fetchNow() : first))
}

/** Shows a message at once. Where it does not tell all that changed, that one generation is fetched. */
const apply = (client: QueryClient, message: CreativeNews) => {
  hear(message)
  const id = message.generationId
  const before = keptGeneration(client, id)
  const list = keptList(client)
  const isNew = !before && list !== undefined && belongsTo(list, id)
  // An ended one that runs has been retried elsewhere, or the message was sent before it ended.
  const wakesUp = before !== undefined && !isRunning(before) && isRunning(message)
  if (!wakesUp) changeGeneration(client, message)
  const after = keptGeneration(client, id)
  // Should it fail, the page asks again in a while: see `askAgainMs`.
  if (isNew || wakesUp || (after && isTorn(after))) void fetchGeneration(client, id).catch(() => undefined)
}

export const creativeHearers: HearersOf<CreativeNews> = {
  'generation.progress': apply,
  'generation.finished': apply,
}
