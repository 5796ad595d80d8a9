import { useQuery } from '@tanstack/react-query'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { accountDeletionEndpoints } from '../../../../contracts/auth/account-deletion.ts'
import { reviewEndpoints } from '../../../../contracts/auth/review.ts'
import { call } from '../../app/api/api.ts'
import { accountKey } from '../../app/session/me.ts'

export const keys = {
  sessions: [...accountKey, 'sessions'] as const,
  review: [...accountKey, 'review'] as const,
  deletion: [...accountKey, 'deletion'] as const,
  secondFactorStep: ['second-factor-step'] as const,
}

export const useDevices = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: ({ signal }) => call(accountEndpoints.listSessions, { signal }),
  })

export const useReview = () =>
  useQuery({
    queryKey: keys.review,
    queryFn: ({ signal }) => call(reviewEndpoints.getReview, { signal }),
  })

export const useDeletion = () =>
  useQuery({
    queryKey: keys.deletion,
    queryFn: ({ signal }) => call(accountDeletionEndpoints.getDeletion, { signal }),
    // It hangs on what others do, too: asked for anew each time.
    gcTime: 0,
  })
