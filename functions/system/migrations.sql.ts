import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import type { DbSession } from '../platform/data/db.ts'

export type Migration = { name: string; text: string; checksum: string }

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** `unknown` were applied by a newer version: this one goes back behind it, and they stay. */
type Migrated = { applied: string[]; unknown: string[] }

/**
 * Applies what is new, each file in a transaction of its own.
 * @throws Error when an applied file was edited: migrations only go forward
 */
export async function migrate(session: DbSession, migrations: Migration[]): Promise<Migrated> {
  await session.query(`create table if not exists public.migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await session.query<Omit<Migration, 'text'>>(
    sql`select name, checksum from public.migrations order by name`,
  )
  const fresh = pending(migrations, rows)
  for (const migration of fresh) await apply(session, migration)
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name))
  return { applied: fresh.map(({ name }) => name), unknown }
}

function pending(migrations: Migration[], applied: Omit<Migration, 'text'>[]): Migration[] {
  const done = new Map(applied.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of migrations) {
    if ((done.get(name) ?? checksum) === checksum) continue
    throw new Error(`${name} was applied and then edited: write a new file instead`)
  }
  return migrations.filter(({ name }) => !done.has(name))
}

async function apply(session: DbSession, { name, text, checksum }: Migration) {
  await session.query('begin')
  // Of the database it is 20 s; a migration may take as long as its function.
  await session.query('set local statement_timeout = 0')
  try {
    await session.query(text)
    await session.query(sql`insert into public.migrations (name, checksum) values (${name}, ${checksum})`)
    await session.query('commit')
  } catch (cause) {
    await session.query('rollback')
    throw new Error(`${name} failed and was rolled back: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}
