import { afterAll, beforeAll } from 'vitest'
import { type Database, openDatabase } from '../../../functions/platform/data/db.ts'
import type { Cloud } from '../../../local/cloud.ts'

/** The roles that functions log in as, without the `dhol_` in front. */
export const logins = ['app', 'identity', 'system'] as const
export type Login = (typeof logins)[number]

const passwordOf = ({ assembly, aws }: Cloud, login: Login): { username: string; password: string } => {
  const name = assembly.secrets.find((secret) => secret.name.endsWith(`/database-${login}`))?.name ?? ''
  return JSON.parse(aws.readSecret(name) ?? '{}')
}

/** Gives a test file the database as functions have it that log in as a role. */
export function testLogins(cloud: () => Cloud): (login: Login) => Database {
  const databases = new Map<Login, Database>()
  beforeAll(() => {
    const { hostname: host, port, pathname } = new URL(cloud().databaseUrl)
    for (const login of logins) {
      const { username: user, password } = passwordOf(cloud(), login)
      const config = { host, port: Number(port), database: pathname.slice(1), user, password }
      databases.set(
        login,
        openDatabase(async () => config),
      )
    }
  })
  afterAll(() => Promise.all([...databases.values()].map((database) => database.end())))
  return (login) => {
    const database = databases.get(login)
    if (!database) throw new Error(`nobody logged in as ${login}`)
    return database
  }
}
