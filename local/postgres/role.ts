import { Client, escapeIdentifier, escapeLiteral } from 'pg'

/**
 * Makes the user that a cluster's secret names, with the rights that RDS gives it (it may create databases and
 * roles but is no superuser), and the database that it owns. What is there already is kept; the password is set.
 */
export const ensureRole = async (
  superuserUrl: string,
  { username, password, databaseName }: { username: string; password: string; databaseName: string },
): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = escapeIdentifier(username)
    const has = async (query: string, name: string) => (await client.query(query, [name])).rowCount !== 0
    if (!(await has('select from pg_roles where rolname = $1', username)))
      await client.query(`create role ${role}`)
    const rights = 'login createdb createrole nosuperuser'
    await client.query(`alter role ${role} with ${rights} password ${escapeLiteral(password)}`)
    if (!(await has('select from pg_database where datname = $1', databaseName)))
      await client.query(`create database ${escapeIdentifier(databaseName)} owner ${role}`)
  } finally {
    await client.end()
  }
}
