import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BareDatabase, startBareDatabase } from '../../support/database/bare-database.ts'
import { askersOf, lists } from '../../support/database/lists.ts'
import { explain, type Plan } from '../../support/database/plans.ts'
import { insertSkewedRows } from '../../support/database/skewed-rows.ts'

const rows = 500_000
const places = Object.entries(askersOf(rows))

let database: BareDatabase
beforeAll(async () => {
  database = await startBareDatabase()
  await insertSkewedRows(database.url, rows)
}, 300_000)
afterAll(() => database?.stop())

/** As many rows as a list may read in vain, wherever it looks: those of one page. */
const maxRemoved = 100
/** Pages of 8 kB: some for the ways down the indexes, and as many for each row as joins and subqueries want. */
const maxBuffers = (found: number) => 40 + 10 * found

const faultsOf = ({ rows: found, buffers, removed, scans }: Plan) => [
  ...scans.filter(({ how }) => how === 'Seq Scan').map(({ table }) => `reads all of ${table}`),
  ...(removed > maxRemoved ? [`reads ${removed} rows in vain`] : []),
  ...(buffers > maxBuffers(found) ? [`looks at ${buffers} pages for ${found} rows`] : []),
]

type Ask = (typeof lists)[string]['ways'][string]

/** What is wrong with the plans of one way to ask, whoever asks. */
async function faultsWhenAsked(login: string, ask: Ask): Promise<string[]> {
  const faults: string[] = []
  for (const [place, whose] of places) {
    for (const mode of ['custom', 'generic'] as const) {
      const plans = await explain(database.as(login).of(whose), mode, (db) => ask(db, whose))
      expect(plans).not.toEqual([])
      const found = plans.flatMap(faultsOf)
      faults.push(...found.map((fault) => `${place} workspace, ${mode} plan: ${fault}`))
    }
  }
  return faults
}

describe.each(Object.entries(lists))('%s', (_, { login, ways }) => {
  test.each(Object.entries(ways))('%s goes straight to its rows', async (_way, ask) => {
    expect(await faultsWhenAsked(login, ask)).toEqual([])
  })
})

test('a list that loses its index is found', async () => {
  const list = lists['audit/entries.sql.ts listEntries']
  const ask = list?.ways['by a thing of others']
  if (!list || !ask) throw new Error('the list has gone: take another')
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('drop index audit.entries_by_noun')
  await client.end()
  expect(await faultsWhenAsked(list.login, ask)).toContainEqual(
    expect.stringMatching(/^large workspace, custom plan: reads \d{5,} rows in vain$/),
  )
})
