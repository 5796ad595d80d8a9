import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../contracts/audit.ts'
import { toCsv } from '../../../functions/audit/csv.ts'
import { lowestIdAt } from '../../../functions/platform/crypto/id-times.ts'
import { parseCsv } from '../../support/csv.ts'

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'aud_01k9zz',
  at: '2026-11-23T00:00:00.000Z',
  actor: { kind: 'person', id: 'usr_01k9zz', name: 'Asha' },
  action: 'workspace.renamed',
  subject: 'wsp_01k9zz',
  before: { name: 'Chai' },
  after: { name: 'दुकान, "naya"' },
  why: null,
  requestId: 'request',
  address: '10.1.2.3',
  ...changes,
})
const cellsOf = (changes: Partial<AuditEntry>) => parseCsv(toCsv([entry(changes)]).slice(1))[1] ?? []

test('the first row names the columns, and each entry has a row', () => {
  expect(parseCsv(toCsv([entry(), entry()]).slice(1))).toEqual([
    ['time (UTC)', 'who', 'kind', 'action', 'subject', 'before', 'after', 'why', 'address', 'request'],
    ...Array(2).fill([
      '2026-11-23T00:00:00.000Z',
      'Asha',
      'person',
      'workspace.renamed',
      'wsp_01k9zz',
      '{"name":"Chai"}',
      '{"name":"दुकान, \\"naya\\""}',
      '',
      '10.1.2.3',
      'request',
    ]),
  ])
})

test('nothing happened: a table without rows', () => {
  expect(parseCsv(toCsv([]).slice(1))).toHaveLength(1)
})

test.each(['=HYPERLINK("https://attacker.example")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'the name %j is no formula',
  (name) => {
    expect(cellsOf({ actor: { kind: 'person', id: null, name } })[1]).toBe(`'${name}`)
  },
)

const anyText = fc
  .tuple(fc.constantFrom('', '=', '+', '-', '@', '"', ',', '\r\n'), fc.string({ unit: 'binary' }))
  .map((parts) => parts.join(''))

test('any text comes out as it went in, and none begins like a formula', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, why) => {
      const cells = cellsOf({ actor: { kind: 'person', id: null, name }, why })
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      expect([name, `'${name}`]).toContain(cells[1])
      expect([why, `'${why}`]).toContain(cells[7])
    }),
  )
})

test('what is too long ends early and names a time from which on nothing is missed', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 0, 0, second))
  const why = 'x'.repeat(1_000_000)
  // The newest first; each was written half a second after its time.
  const entries = [3, 2, 1].map((second) =>
    entry({ id: lowestIdAt('aud', new Date(at(second).getTime() + 500)), at: at(second).toISOString(), why }),
  )
  const rows = parseCsv(toCsv(entries).slice(1))
  expect(rows.map(([first]) => first)).toEqual([
    'time (UTC)',
    '2026-11-23T00:00:03.000Z',
    'There is more: export again until 2026-11-23T00:00:02.501Z',
  ])
  const [, next] = entries
  expect(lowestIdAt('aud', new Date('2026-11-23T00:00:02.501Z')) > (next?.id ?? '')).toBe(true)
})
