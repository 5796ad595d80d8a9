import { useQuery } from '@tanstack/react-query'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../api/api.ts'

/** The deleted workspaces that one can restore, whatever workspace one is in. */
export const useDeletedWorkspaces = () =>
  useQuery({
    queryKey: ['deleted-workspaces'],
    queryFn: ({ signal }) => call(workspaceEndpoints.listDeletedWorkspaces, { signal }),
  })
