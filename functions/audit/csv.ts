import type { AuditEntry } from '../../contracts/audit.ts'

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

/** A table as RFC 4180 has it, with a byte order mark, without which Excel takes Hindi for something else. */
export const toCsv = (entries: AuditEntry[]): string =>
  `\uFEFF${[
    columns.map(([name]) => name),
    ...entries.map((entry) => columns.map(([, value]) => value(entry))),
  ]
    .map((cells) => cells.map(toCell).join(','))
    .join('\r\n')}\r\n`

/** A text that a spreadsheet would run as a formula gets a quote in front: https://owasp.org/www-community/attacks/CSV_Injection */
const toCell = (value: unknown) => {
  const text = String(value ?? '')
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
