import { type QueryClient, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { call } from '../../../app/api/api.ts'
import { keys } from '../queries.ts'

export const useDeletions = () => {
  const query = useInfiniteQuery({
    queryKey: keys.deletions,
    queryFn: ({ pageParam, signal }) =>
      call(deletionEndpoints.listDeletions, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const deletions = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, deletions }
}

/** Fetches again what a deletion or its undoing may have changed, where it is shown; the rest when it is. */
export const refreshAll = (client: QueryClient) =>
  Promise.all(
    [keys.brands, keys.generations, keys.deletions].map((queryKey) => client.invalidateQueries({ queryKey })),
  )
