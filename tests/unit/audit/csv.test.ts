import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AuditEntry, mostExported } from '../../../contracts/audit.ts'
import { toCsv } from '../../../functions/audit/csv.ts'
import { lowestIdAt } from '../../../functions/platform/crypto/id-times.ts'
import { parseCsv } from '../../support/csv.ts'

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: lowestIdAt('aud', new Date('2026-11-23T00:00:00Z')),
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

test.each([
  ['=HYPERLINK("https://attacker.example")', `'=HYPERLINK("https://attacker.example")`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['  =1', `  '=1`],
  ['\t=1', `\t'=1`],
  ['\r=1', `\r'=1`],
  ['Chai;=1+1', `Chai;'=1+1`],
  ['a;b; "=1"', `a;b; "'=1"`],
  ['a|@SUM(A1)', `a|'@SUM(A1)`],
  ['चाय\t＝1', `चाय\t'＝1`],
  ['a-b=c', 'a-b=c'],
  ['24;7', '24;7'],
])('the name %j is no formula', (name, harmless) => {
  expect(cellsOf({ actor: { kind: 'person', id: null, name } })[1]).toBe(harmless)
})

const anyText = fc
  .tuple(
    fc.constantFrom('', '=', 'a;=', ' +', '\t-', '@', '"', ',', '|"=', '\r\n'),
    fc.string({ unit: 'binary' }),
  )
  .map((parts) => parts.join(''))

/** What a spreadsheet makes of a line whose list separator is not the comma: a quote within a cell is a letter there. */
const cellsBy = (separator: string, csv: string) =>
  csv.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator).map((cell) => cell.replace(/^[\s"]+/, '')))

test('any text comes out as it went in but for quotes, and none begins like a formula, whatever separates cells', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, why) => {
      const cells = cellsOf({ actor: { kind: 'person', id: null, name }, why })
      for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/)
      const plain = (text = '') => text.replaceAll("'", '')
      expect([plain(cells[1]), plain(cells[7])]).toEqual([plain(name), plain(why)])
      const csv = toCsv([entry({ actor: { kind: 'person', id: null, name }, why })]).slice(1)
      for (const separator of [';', '\t', '|']) {
        for (const cell of cellsBy(separator, csv)) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/)
      }
    }),
  )
})

test('what is too long ends early and names a time from which on nothing is missed', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 0, 0, second))
  const why = 'क'.repeat(1_100_000)
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

test.each(['"', '\\', '\n', '\u0001', 'म', '😀'])(
  'a table full of %j is no longer than Lambda may answer',
  (letter) => {
    const entries = Array.from({ length: 80 }, () => entry({ why: letter.repeat(40_000) }))
    const answer = JSON.stringify({ statusCode: 200, headers: {}, body: toCsv(entries) })
    expect(Buffer.byteLength(answer)).toBeLessThan(6 * 1024 * 1024)
  },
)

test('a table that ends at its rows says so, and one that ends by itself does not', () => {
  const rowsOf = (count: number) => parseCsv(toCsv(Array(count).fill(entry())).slice(1))
  expect(rowsOf(mostExported)).toHaveLength(mostExported + 1)
  const rows = rowsOf(mostExported + 1)
  expect(rows).toHaveLength(mostExported + 2)
  expect(rows.at(-1)?.[0]).toMatch(/^There is more: export again until /)
})
