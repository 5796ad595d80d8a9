import { queryOptions, useQuery } from '@tanstack/react-query'
import { type access, mayCall } from '../../../../contracts/access.ts'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../api/api.ts'
import { useSession } from './session.ts'

/** What hangs on one's own account is kept below this: after a change to it all of that is fetched anew. */
export const accountKey = ['account'] as const

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(accountEndpoints.getMe, { signal }),
  staleTime: 30_000,
})

/** Who is logged in, the workspaces they belong to, and how their second factor stands. */
export const useMe = () => useQuery(meQuery)

/** What one is in this workspace; undefined without one. The token remembers the role that it was made with. */
export const useRole = () => {
  const { data } = useMe()
  const session = useSession()
  return (data?.workspace ?? session?.workspace)?.role
}

/** Whether one's role may call an endpoint. What it may not is not offered. */
export const useMay = (name: keyof typeof access) => {
  const role = useRole()
  return role !== undefined && mayCall(role, name)
}
