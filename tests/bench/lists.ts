import { startBareDatabase } from '../support/database/bare-database.ts'
import { askersOf, lists } from '../support/database/lists.ts'
import { explain } from '../support/database/plans.ts'
import { insertSkewedRows } from '../support/database/skewed-rows.ts'
import { median } from './median.ts'

const rows = 1_000_000
const runs = 5

/** What each list costs the database when a table has a million rows, half of them of one workspace. */
export async function measureLists() {
  const database = await startBareDatabase()
  try {
    await insertSkewedRows(database.url, rows)
    const { large, small } = askersOf(rows)
    const measured = []
    for (const [list, { login, ways }] of Object.entries(lists)) {
      for (const [way, ask] of Object.entries(ways)) {
        const line: Record<string, string | number> = { list: list.split(' ')[1] ?? list, way }
        for (const [name, place] of Object.entries({ large, small })) {
          const plans = []
          for (let run = 0; run < runs; run++) {
            plans.push(...(await explain(database.as(login).of(place), 'custom', (db) => ask(db, place))))
          }
          line[`${name}: ms`] = Number(median(plans.map(({ executionMs }) => executionMs)).toFixed(2))
          line[`${name}: pages of 8 kB`] = plans.at(-1)?.buffers ?? 0
        }
        measured.push(line)
      }
    }
    return measured
  } finally {
    await database.stop()
  }
}
