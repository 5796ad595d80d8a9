import { queryOptions } from '@tanstack/react-query'

/** For the link of a mail, which may work once only: asked once, and never again by itself. */
export const linkQuery = <T>(kind: 'invitation', token: string, queryFn: () => Promise<T>) =>
  queryOptions({
    queryKey: ['link', kind, token],
    queryFn,
    retry: false,
    // Not even when the live line has all that is shown fetched again.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
