import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { meQuery } from '../session/me.ts'
import { hasCode, isWorthRetrying } from './api-error.ts'

export const createQueryClient = () => {
  /** What one may has changed in the meantime: the page looks again, and offers what is allowed now. */
  const onError = (error: unknown) => {
    if (hasCode(error, 'role_forbidden', 'second_factor_required', 'no_workspace')) {
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
    }
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Offline calls shall fail, so that the page says so, instead of waiting in silence.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        staleTime: 5_000,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}
