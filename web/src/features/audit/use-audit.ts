import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AuditEntry, auditEndpoints } from '../../../../contracts/audit.ts'
import { call } from '../../app/api/api.ts'
import { accountKey } from '../../app/session/me.ts'
import { type AuditFilters, toQuery } from './audit-filters.ts'

type Page = { items: AuditEntry[]; nextCursor: string | null }
type FetchPage = (cursor: string | undefined, signal: AbortSignal) => Promise<Page>

const useEntries = (queryKey: readonly unknown[], fetchPage: FetchPage) => {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, entries }
}

/** Who changed what, newest first, page by page. */
export const useAudit = (filters: AuditFilters) =>
  useEntries(['audit', filters], (cursor, signal) =>
    call(auditEndpoints.listAuditEntries, { query: { ...toQuery(filters), limit: 30, cursor }, signal }),
  )

/** What was done with one's own account, newest first, page by page. */
export const useActivity = () =>
  useEntries([...accountKey, 'activity'], (cursor, signal) =>
    call(auditEndpoints.listOwnActivity, { query: { limit: 5, cursor }, signal }),
  )
