import pg from 'pg'
import { eventually } from '../eventually.ts'
import { asSuperuser } from '../people/accounts.ts'

type Statement = [text: string, values: unknown[]]

/**
 * Changes something as the superuser, sends a request that finds the change under way, and lets it happen once the request
 * waits for it. Gives the answer; also that of a request which did not wait.
 */
export async function meetHeldOpen<T>(
  databaseUrl: string,
  [text, values]: Statement,
  send: () => Promise<T>,
) {
  const other = new pg.Client({ connectionString: databaseUrl })
  await other.connect()
  try {
    await other.query('begin')
    await other.query(text, values)
    let isAnswered = false
    const answer = send().finally(() => {
      isAnswered = true
    })
    const waiting = () => asSuperuser(databaseUrl, 'select from pg_locks where not granted')
    await eventually(waiting, (locks) => locks.length > 0 || isAnswered)
    await other.query('commit')
    return await answer
  } finally {
    await other.end()
  }
}
