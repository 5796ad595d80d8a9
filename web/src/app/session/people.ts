import { useQuery } from '@tanstack/react-query'
import { apiKeyEndpoints } from '../../../../contracts/auth/api-keys.ts'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../api/api.ts'

/** Whoever acts in the workspace: several features need their names. */
export const peopleKeys = { members: ['members'] as const, apiKeys: ['api-keys'] as const }

export const useMembers = () =>
  useQuery({
    queryKey: peopleKeys.members,
    queryFn: ({ signal }) => call(workspaceEndpoints.listMembers, { signal }),
  })

export const useApiKeys = () =>
  useQuery({
    queryKey: peopleKeys.apiKeys,
    queryFn: ({ signal }) => call(apiKeyEndpoints.listApiKeys, { signal }),
  })
