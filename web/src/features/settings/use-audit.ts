import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { auditEndpoints } from '../../../../contracts/audit.ts'
import { call } from '../../app/api.ts'
import { type AuditFilters, toQuery } from './audit-filters.ts'
import { keys } from './queries.ts'

/** Who changed what, newest first, page by page. */
export const useAudit = (filters: AuditFilters) => {
  const query = useInfiniteQuery({
    queryKey: [...keys.audit, filters],
    queryFn: ({ pageParam, signal }) =>
      call(auditEndpoints.listAuditEntries, {
        query: { ...toQuery(filters), limit: 30, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, entries }
}
