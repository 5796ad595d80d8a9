import { afterAll, beforeAll } from 'vitest'
import { type Database, openDatabase } from '../../../functions/platform/data/db.ts'
import { databaseRoles } from '../../../lib/services/index.ts'
import type { Cloud } from '../../../local/cloud.ts'

/** `creative-sweep` → `dhol_creative_sweep`: who a function logs in as. */
export const roleName = (login: string) => `dhol_${login.replaceAll('-', '_')}`

export const loginOf = ({ assembly, aws }: Cloud, login: string): { username: string; password: string } => {
  const name = assembly.secrets.find((secret) => secret.name.endsWith(`/database-${login}`))?.name ?? ''
  return JSON.parse(aws.readSecret(name) ?? '{}')
}

/** Gives a test file the database as functions have it that log in as a role. */
export function testLogins(cloud: () => Cloud): (login: string) => Database {
  const databases = new Map<string, Database>()
  beforeAll(() => {
    const { hostname: host, port, pathname } = new URL(cloud().databaseUrl)
    for (const login of databaseRoles) {
      const { username: user, password } = loginOf(cloud(), login)
      const config = { host, port: Number(port), database: pathname.slice(1), user, password }
      databases.set(
        login,
        openDatabase(async () => config, { prepared: true }),
      )
    }
  })
  afterAll(() => Promise.all([...databases.values()].map((database) => database.end())))
  return (login) => {
    const database = databases.get(login)
    if (!database) throw new Error(`nobody logs in as ${login}`)
    return database
  }
}
