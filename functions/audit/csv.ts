import { type AuditEntry, mostExported } from '../../contracts/audit.ts'
import { timeOfId } from '../platform/crypto/id-times.ts'
import { fitting, jsonBytes } from '../platform/data/fitting.ts'

const columns: [name: string, value: (entry: AuditEntry) => unknown][] = [
  ['time (UTC)', ({ at }) => at],
  ['who', ({ actor }) => actor.name],
  ['kind', ({ actor }) => actor.kind],
  ['action', ({ action }) => action],
  ['subject', ({ subject }) => subject],
  ['before', ({ before }) => before && JSON.stringify(before)],
  ['after', ({ after }) => after && JSON.stringify(after)],
  ['why', ({ why }) => why],
  ['address', ({ address }) => address],
  ['request', ({ requestId }) => requestId],
]

/**
 * Lambda answers 6 MB at most, headers and all. The table goes out as a text within JSON, and is counted so.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxBytes = 6_000_000

/**
 * A table as RFC 4180 has it, with a byte order mark, without which Excel takes Hindi for something else. Entries above
 * `mostExported`, or more than an answer holds, are left out: then the last row says from where to go on.
 */
export function toCsv(entries: AuditEntry[]): string {
  const rows = entries.slice(0, mostExported).map((entry) => toLine(columns.map(([, value]) => value(entry))))
  const kept = fitting(rows, maxBytes, jsonBytes)
  const next = entries[kept.length]
  const lines = [toLine(columns.map(([name]) => name)), ...kept, ...(next ? [moreBefore(next)] : [])]
  return `\uFEFF${lines.join('')}`
}

function moreBefore({ id }: AuditEntry): string {
  // `until` leaves out its own millisecond, in which this entry was written.
  const until = new Date(timeOfId(id).getTime() + 1).toISOString()
  return toLine([`There is more: export again until ${until}`, ...columns.slice(1).map(() => '')])
}

const toLine = (cells: unknown[]) => `${cells.map(toCell).join(',')}\r\n`

/**
 * What begins a formula at the start of a cell, and behind any sign within one that separates cells elsewhere: in half
 * of Europe a list has semicolons. It looks back from the few signs, so that long runs of spaces take no time.
 */
const formulaSign = /[=+\-@＝＋－＠](?<=(?:^|[;,|\t\r\n])[\s"']*.)/g

/** What would run as a formula gets a quote in front: https://owasp.org/www-community/attacks/CSV_Injection */
const toCell = (value: unknown) =>
  `"${String(value ?? '')
    .replace(formulaSign, "'$&")
    .replaceAll('"', '""')}"`
