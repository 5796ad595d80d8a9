import { useQuery } from '@tanstack/react-query'
import { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { call } from '../../app/api/api.ts'

export const keys = { invitations: ['invitations'] as const }

export const useInvitations = () =>
  useQuery({
    queryKey: keys.invitations,
    queryFn: ({ signal }) => call(invitationEndpoints.listInvitations, { signal }),
  })
