import type { QueryClient } from '@tanstack/react-query'
import type { SocketMessage } from '../../../../../contracts/realtime.ts'
import { generationQuery, generationsQuery } from '../queries.ts'
import { hear, withNews } from './news.ts'
import { isRunning } from './progress.ts'

/** Shows a message at once. False: the rows must be fetched, since the message does not carry all that changed. */
export const applyNews = (client: QueryClient, message: SocketMessage) => {
  hear(message)
  const { queryKey } = generationQuery(message.generationId)
  const before = client.getQueryData(queryKey)
  client.setQueryData(queryKey, (old) => old && withNews(old, message))
  const list = client.setQueryData(
    generationsQuery.queryKey,
    (old) =>
      old && {
        ...old,
        pages: old.pages.map((page) => ({
          ...page,
          items: page.items.map((generation) => withNews(generation, message)),
        })),
      },
  )
  const isListed =
    !list || list.pages.some((page) => page.items.some(({ id }) => id === message.generationId))
  // An ended generation that runs again has been retried elsewhere, or the message was late.
  const wakesUp = before !== undefined && !isRunning(before) && isRunning(message)
  return isListed && !wakesUp && message.type === 'generation.progress' && message.picture !== undefined
}
