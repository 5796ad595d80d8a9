import { useMemo } from 'react'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { useApiKeys, useMembers } from '../../app/session/people.ts'

/** Names by id, of everyone and every key that there is now or that the entries tell of. */
export const useNames = (entries: AuditEntry[]): ReadonlyMap<string, string> => {
  const members = useMembers().data?.items
  const apiKeys = useApiKeys().data?.items
  return useMemo(() => {
    const actors = entries.flatMap(({ actor: { id, name } }) => (id ? [{ id, name }] : []))
    const named = [...actors, ...(apiKeys ?? []), ...(members ?? [])]
    return new Map(named.map(({ id, name }) => [id, name]))
  }, [entries, apiKeys, members])
}
