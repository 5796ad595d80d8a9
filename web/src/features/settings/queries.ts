import { useQuery } from '@tanstack/react-query'
import { accountEndpoints } from '../../../../contracts/account.ts'
import { apiKeyEndpoints } from '../../../../contracts/api-keys.ts'
import { invitationEndpoints } from '../../../../contracts/invitations.ts'
import { workspaceEndpoints } from '../../../../contracts/workspaces.ts'
import { call } from '../../app/api.ts'

export const keys = {
  /** What hangs on one's own account: after a change to it all of that is fetched anew. */
  account: ['account'] as const,
  sessions: ['account', 'sessions'] as const,
  activity: ['account', 'activity'] as const,
  members: ['members'] as const,
  invitations: ['invitations'] as const,
  apiKeys: ['api-keys'] as const,
  audit: ['audit'] as const,
  secondFactorStage: ['second-factor-stage'] as const,
}

export const useDevices = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: ({ signal }) => call(accountEndpoints.listSessions, { signal }),
  })

export const useMembers = () =>
  useQuery({
    queryKey: keys.members,
    queryFn: ({ signal }) => call(workspaceEndpoints.listMembers, { signal }),
  })

export const useInvitations = () =>
  useQuery({
    queryKey: keys.invitations,
    queryFn: ({ signal }) => call(invitationEndpoints.listInvitations, { signal }),
  })

export const useApiKeys = () =>
  useQuery({
    queryKey: keys.apiKeys,
    queryFn: ({ signal }) => call(apiKeyEndpoints.listApiKeys, { signal }),
  })
