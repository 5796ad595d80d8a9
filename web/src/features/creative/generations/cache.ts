import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Generation, GenerationSummary } from '../../../../../contracts/creative.ts'
import type { Deletion } from '../../../../../contracts/deletions.ts'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'
import { generationQuery, generationsQuery, keys } from '../queries.ts'
import { withNews, withNewsInShort } from './news.ts'
import { summaryOf } from './summary.ts'

type Page = { items: GenerationSummary[]; nextCursor: string | null }
export type List = InfiniteData<Page>

const itemsOf = (list: List | undefined) => list?.pages.flatMap(({ items }) => items) ?? []

/** Whether a generation has its place in the part of the list that has been fetched. Ids sort by time. */
export const belongsTo = (list: List, id: string) =>
  list.pages.at(-1)?.nextCursor === null || itemsOf(list).some((listed) => listed.id <= id)

/** The list with this generation in its place: newest first. */
export const withGeneration = (list: List, generation: GenerationSummary): List => {
  if (!belongsTo(list, generation.id)) return list
  const isOlder = ({ id }: GenerationSummary) => id < generation.id
  const found = list.pages.findIndex(({ items }) => items.some(({ id }) => id <= generation.id))
  const at = found === -1 ? list.pages.length - 1 : found
  const place = ({ items }: Page) => [
    ...items.filter(({ id }) => id > generation.id),
    generation,
    ...items.filter(isOlder),
  ]
  return {
    ...list,
    pages: list.pages.map((page, index) => (index === at ? { ...page, items: place(page) } : page)),
  }
}

/** What the page keeps of a generation. */
export const keptGeneration = (client: QueryClient, id: string) =>
  client.getQueryData(generationQuery(id).queryKey) ?? listedGeneration(client, id)

export const keptList = (client: QueryClient) => client.getQueryData(generationsQuery.queryKey)

export const listedGeneration = (client: QueryClient, id: string) =>
  itemsOf(keptList(client)).find((listed) => listed.id === id)

/** A change to one generation makes the rest of what is kept no newer than it was. */
const asOldAsBefore = (client: QueryClient, queryKey: QueryKey) => {
  const state = client.getQueryState(queryKey)
  return { updatedAt: state?.isInvalidated ? 0 : (state?.dataUpdatedAt ?? 0) }
}

/** Puts a generation into its place in the list, where that has been fetched. */
export const listGeneration = (client: QueryClient, generation: GenerationSummary) => {
  const { queryKey } = generationsQuery
  client.setQueryData(
    queryKey,
    (list) => list && withGeneration(list, generation),
    asOldAsBefore(client, queryKey),
  )
}

/** Keeps what the API has just said of a generation. */
export const keepGeneration = (client: QueryClient, generation: Generation) => {
  client.setQueryData(generationQuery(generation.id).queryKey, generation)
  listGeneration(client, summaryOf(generation))
}

/** Changes a generation, wherever it is kept, into what the message says. */
export const changeGeneration = (client: QueryClient, message: CreativeNews) => {
  const { queryKey } = generationQuery(message.generationId)
  client.setQueryData(queryKey, (old) => old && withNews(old, message), asOldAsBefore(client, queryKey))
  const listed = listedGeneration(client, message.generationId)
  if (listed) listGeneration(client, withNewsInShort(listed, message))
}

/** A generation without what a deletion took of it; undefined when it took all. */
export const withoutDeleted = <G extends { id: string; brandId: string; pictures: { id: string }[] }>(
  generation: G,
  { subjectId }: Pick<Deletion, 'subjectId'>,
): G | undefined => {
  if (generation.id === subjectId || generation.brandId === subjectId) return undefined
  const pictures = generation.pictures.filter(({ id }) => id !== subjectId)
  return pictures.length === generation.pictures.length ? generation : { ...generation, pictures }
}

/** Shows no longer what was deleted, before it is fetched again. */
export const forgetDeleted = (client: QueryClient, deletion: Deletion) => {
  client.setQueryData(
    generationsQuery.queryKey,
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          items: page.items.flatMap((each) => withoutDeleted(each, deletion) ?? []),
        })),
      },
  )
  for (const [queryKey, kept] of client.getQueriesData<Generation>({ queryKey: keys.everyOne })) {
    const left = kept && withoutDeleted(kept, deletion)
    if (left) client.setQueryData(queryKey, left)
    else client.removeQueries({ queryKey, exact: true })
  }
}
