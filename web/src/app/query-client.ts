import { QueryClient } from '@tanstack/react-query'
import { isWorthRetrying } from './api-error.ts'

export const createQueryClient = () =>
  new QueryClient({
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
