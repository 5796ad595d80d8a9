import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { brandEndpoints } from '../../../../contracts/brands.ts'
import { creativeEndpoints, type Generation } from '../../../../contracts/creative.ts'
import { call } from '../../app/api/api.ts'
import { useLiveStatus } from '../../app/live/live.tsx'
import type { LiveStatus } from '../../app/live/live-line.ts'
import { withNews, withNewsInShort, withNewsOnTop } from './generations/news.ts'
import { isRunning } from './generations/progress.ts'

export const keys = {
  brands: ['brands'] as const,
  generations: ['generations'] as const,
  deletions: ['deletions'] as const,
  list: ['generations', 'list'] as const,
  everyOne: ['generations', 'one'] as const,
  one: (id: string) => ['generations', 'one', id] as const,
}

const seldomMs = 15_000

/**
 * Without the live line the page asks, less often the longer it takes. With it, the page asks now and then all the same:
 * a line can die unnoticed.
 */
const askAgainMs = (status: LiveStatus, generations: Pick<Generation, 'status' | 'createdAt'>[]) => {
  const running = generations.filter(isRunning)
  if (running.length === 0) return false
  if (status === 'live') return seldomMs
  const ageMs = Date.now() - Math.max(...running.map(({ createdAt }) => Date.parse(createdAt)))
  return Math.min(seldomMs, Math.max(2_000, ageMs / 30))
}

const brandsQuery = infiniteQueryOptions({
  queryKey: keys.brands,
  // Nearly every page names a brand, and brands hardly ever change.
  staleTime: 60_000,
  queryFn: ({ pageParam, signal }) =>
    call(brandEndpoints.listBrands, { query: { limit: 100, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const useBrands = () => {
  const query = useInfiniteQuery(brandsQuery)
  const brands = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, brands }
}

export const generationsQuery = infiniteQueryOptions({
  queryKey: keys.list,
  meta: { live: true },
  queryFn: ({ pageParam, signal }) =>
    withNewsOnTop(
      () => call(creativeEndpoints.listGenerations, { query: { limit: 20, cursor: pageParam }, signal }),
      (page, news) => ({
        ...page,
        items: page.items.map((generation) => withNewsInShort(generation, news)),
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const useGenerations = () => {
  const status = useLiveStatus()
  const query = useInfiniteQuery({
    ...generationsQuery,
    refetchInterval: ({ state }) => askAgainMs(status, state.data?.pages.flatMap((page) => page.items) ?? []),
  })
  const generations = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, generations }
}

export const generationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    meta: { live: true },
    queryFn: ({ signal }) =>
      withNewsOnTop(() => call(creativeEndpoints.getGeneration, { params: { id }, signal }), withNews),
  })

export const useGeneration = (id: string) => {
  const status = useLiveStatus()
  return useQuery({
    ...generationQuery(id),
    refetchInterval: ({ state }) => askAgainMs(status, state.data ? [state.data] : []),
  })
}
