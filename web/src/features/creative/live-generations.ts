import type { QueryClient } from '@tanstack/react-query'
import type { SocketMessage } from '../../../../contracts/realtime.ts'
import { hear, withNews } from './news.ts'
import { generationQuery, generationsQuery } from './queries.ts'

/** Shows a message at once. False: the rows must be fetched, since the message does not carry all that changed. */
export const applyNews = (client: QueryClient, message: SocketMessage) => {
  hear(message)
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
  client.setQueryData(generationQuery(message.generationId).queryKey, (old) => old && withNews(old, message))
  const isListed =
    !list || list.pages.some((page) => page.items.some(({ id }) => id === message.generationId))
  return isListed && message.type === 'generation.progress' && message.item !== undefined
}
