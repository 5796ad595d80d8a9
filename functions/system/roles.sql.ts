import sql from 'sql-template-tag'
import type { DbSession } from '../platform/data/db.ts'
import type { DatabaseLogin } from '../platform/data/login.ts'

/** What every service may: ask at the way in who calls, and write the audit. Nobody logs in as this. */
const everyService = 'dhol_service'

/**
 * Names that older migrations grant to. Where Dhol was deployed before each service had a role of its own, these log in
 * still; to be dropped when no function does so any more.
 */
const formerRoles = ['dhol_app', 'dhol_identity']

/**
 * Makes the roles that functions log in as, or gives them the passwords of their secrets again. They own nothing and
 * pass no row-level security. What each may do stands in the migrations; the role of a service may do what every service
 * may, and that of its sweep (`dhol_creative_sweep`) what its service may (`dhol_creative`).
 */
export async function makeRoles(session: DbSession, logins: DatabaseLogin[]) {
  for (const name of [everyService, ...formerRoles]) await makeRole(session, name)
  for (const { username, password } of logins) {
    await makeRole(session, username)
    await session.query(
      `alter role ${session.escapeIdentifier(username)} login nocreatedb nocreaterole
        password ${session.escapeLiteral(password)}`,
    )
  }
  for (const { username } of logins) {
    const [service, isSweep] = username.split(/(_sweep)$/)
    await grantRole(session, isSweep && service ? service : everyService, username)
  }
}

async function makeRole(session: DbSession, name: string) {
  const { rowCount } = await session.query(sql`select from pg_roles where rolname = ${name}`)
  if (!rowCount) await session.query(`create role ${session.escapeIdentifier(name)}`)
}

/** Its rights, not its name: nobody acts as somebody else. */
const grantRole = (session: DbSession, role: string, to: string) =>
  session.query(
    `grant ${session.escapeIdentifier(role)} to ${session.escapeIdentifier(to)} with inherit true, set false`,
  )
