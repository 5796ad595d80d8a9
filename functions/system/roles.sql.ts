import sql from 'sql-template-tag'
import type { Database, DbSession } from '../platform/data/db.ts'
import type { DatabaseLogin } from '../platform/data/login.ts'

/**
 * Makes the roles that functions log in as, or gives them the passwords of their secrets again. They own nothing and
 * pass no row-level security; what each may do stands in the migrations. `others` may do all that `app` may.
 */
export const makeRoles = (db: Database, app: DatabaseLogin, others: DatabaseLogin[]) =>
  db.session(async (session) => {
    for (const role of [app, ...others]) await makeRole(session, role)
    for (const { username } of others) {
      await session.query(
        `grant ${session.escapeIdentifier(app.username)} to ${session.escapeIdentifier(username)}`,
      )
    }
  })

async function makeRole(session: DbSession, { username, password }: DatabaseLogin) {
  const name = session.escapeIdentifier(username)
  const { rowCount } = await session.query(sql`select from pg_roles where rolname = ${username}`)
  if (!rowCount) await session.query(`create role ${name}`)
  await session.query(
    `alter role ${name} login nocreatedb nocreaterole password ${session.escapeLiteral(password)}`,
  )
}
