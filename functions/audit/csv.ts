import type { AuditEntry } from '../../contracts/audit.ts'
import { timeOfId } from '../platform/crypto/id-times.ts'

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

/** An answer of Lambda may have 6 MB, and the table is counted in letters, of which one may take three bytes. */
const maxLetters = 1_800_000

/**
 * A table as RFC 4180 has it, with a byte order mark, without which Excel takes Hindi for something else. One that grows
 * too long ends early and says from where to go on.
 */
export function toCsv(entries: AuditEntry[]): string {
  const lines = [toLine(columns.map(([name]) => name))]
  let letters = 0
  for (const entry of entries) {
    const line = toLine(columns.map(([, value]) => value(entry)))
    letters += line.length
    if (letters > maxLetters) {
      // `until` leaves out its own millisecond, in which this entry was written.
      const until = new Date(timeOfId(entry.id).getTime() + 1).toISOString()
      lines.push(toLine([`There is more: export again until ${until}`, ...columns.slice(1).map(() => '')]))
      break
    }
    lines.push(line)
  }
  return `\uFEFF${lines.join('')}`
}

const toLine = (cells: unknown[]) => `${cells.map(toCell).join(',')}\r\n`

/** A text that a spreadsheet would run as a formula gets a quote in front: https://owasp.org/www-community/attacks/CSV_Injection */
const toCell = (value: unknown) => {
  const text = String(value ?? '')
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
