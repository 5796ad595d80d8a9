import { useSearchParams } from 'react-router'

/** As they stand in the address: days are of Indian Standard Time, `2026-11-23`, both included. */
export type AuditFilters = {
  actor: string | null
  action: string | null
  from: string | null
  until: string | null
}

const dayMs = 86_400_000

const startOfDay = (day: string) => new Date(`${day}T00:00:00+05:30`)

const instantOf = (day: string | null, offsetMs: number) => {
  const time = day ? startOfDay(day).getTime() + offsetMs : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** As the API takes them: `until` is the first moment that does not count any more. */
export const toQuery = ({ actor, action, from, until }: AuditFilters) => ({
  actorId: actor ?? undefined,
  action: action ?? undefined,
  from: instantOf(from, 0),
  until: instantOf(until, dayMs),
})

/** The filters are in the address, so that it can be shared and Back takes the last one away. */
export const useAuditFilters = () => {
  const [search, setSearch] = useSearchParams()
  const filters: AuditFilters = {
    actor: search.get('actor'),
    action: search.get('action'),
    from: search.get('from'),
    until: search.get('until'),
  }
  const change = (changed: Partial<AuditFilters>) => {
    // Not `search`: the page is behind the address while it is being drawn, and would undo the change before this one.
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changed)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setSearch(next)
  }
  return { filters, isFiltered: search.size > 0, change, clear: () => setSearch({}) }
}
