import pg from 'pg'
import type { IdPrefix } from '../../../contracts/common.ts'
import { lowestIdAt } from '../../../functions/platform/crypto/id-times.ts'

/** Beside the large workspace, which has the number 0. */
export const smallWorkspaces = 1000
/** People who are members of the large workspace and did something in it. */
export const actors = 100

const start = Date.UTC(2026, 0, 1)
/** When row `n` of each table was made. */
export const timeOf = (n: number) => new Date(start + n * 60_000)

/** The id of row `n` of a table. */
export const rowId = (prefix: IdPrefix, n: number) =>
  lowestIdAt(prefix, timeOf(n)).slice(0, -16) + String(n).padStart(16, '0')

/** The id of a person or workspace, which says nothing of its time. */
export const plainId = (prefix: 'usr' | 'wsp', n: number) => `${prefix}_${String(n).padStart(26, '0')}`
const plain = (prefix: 'usr' | 'wsp', n: string) => `'${prefix}_' || lpad((${n})::text, 26, '0')`

/**
 * Row `n` of each table, with the digits of its id: ten of its time, as in a TypeID, then what tells apart. The large
 * workspace has the older half of all rows: it is quiet while the others work, so whatever looks for its rows by the
 * newest id first passes by all of theirs.
 */
const makeSeries = (name: string, rows: number) => {
  const digit = (place: number) =>
    `substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> ${45 - 5 * place}) & 31)::integer + 1, 1)`
  const digits = Array.from({ length: 10 }, (_, place) => digit(place)).join(' || ')
  const workspace = `case when n <= ${rows / 2} then 0 else 1 + n % ${smallWorkspaces} end`
  return `
    create temp table ${name} as
    select n, to_timestamp(ms / 1000) as at, ${digits} || lpad(n::text, 16, '0') as digits,
      ${plain('wsp', workspace)} as workspace
    from (select n, ${start} + n::bigint * 60000 as ms from generate_series(1, ${rows}) n) numbers`
}

const actor = plain('usr', `1 + n % ${actors}`)

/** How many people there are, and how many rows auth has in each table: its lists have no pages. */
export const peopleOf = (rows: number) => rows / 5

/** Only what a list looks at differs from row to row. */
const insertsOfAuth = (people: number) => {
  const half = people / 2
  return [
    makeSeries('people', people),
    `insert into auth.workspaces (id, name, created_at)
      select ${plain('wsp', 'n')}, 'Chai Point', now() from generate_series(0, ${smallWorkspaces}) n`,
    `insert into auth.users (id, name, email, password_hash, created_at)
      select ${plain('usr', 'n')}, 'Asha', n || '@example.in', 'none', at from people`,
    `insert into auth.second_factors (user_id, sealed_secret, confirmed_at)
      select ${plain('usr', 'n')}, 'none', at from people where n % 2 = 0`,
    `insert into auth.members (workspace_id, user_id, role, created_at)
      select case when n <= ${actors} then ${plain('wsp', '0')} else ${plain('wsp', `1 + n % ${smallWorkspaces}`)} end,
        ${plain('usr', 'n')}, 'editor', at from people`,
    // Of the large workspace ten are open, and a thousand have expired without anybody ending them.
    `insert into auth.invitations (id, workspace_id, email, role, invited_by, invited_by_id, created_at, expires_at,
        ended_at)
      select 'inv_' || digits, workspace, n || '@example.in', 'viewer', 'Asha', ${actor}, at,
        case when n <= 10 or n > ${half} then 'infinity' else at end,
        case when n <= 1000 or n > ${half} and n % 10 = 0 then null else at end from people`,
    `insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_by_id, created_at,
        revoked_at)
      select 'key_' || digits, workspace, 'Sheet', 'viewer', 'hash' || n, 'dhol_Ab12', 'Asha', ${actor}, at,
        case when n <= 10 or n > ${half} and n % 10 = 0 then null else at end from people`,
    // Half of the sessions are of one person, of which 200 are open.
    `insert into auth.sessions (id, user_id, device, address, chain_key, created_at, last_used_at, ended_at, ended_why)
      select 'ses_' || digits, ${plain('usr', `case when n <= ${half} then 1 else n end`)}, 'Firefox, Linux',
        '10.0.0.1', 'none', at, at, case when n > 200 then at end, case when n > 200 then 'expired' end from people`,
  ]
}

/** The deletion that took many generations of the large workspace. */
export const deletionOfMany = (rows: number) => rowId('del', rows / 2)

const insertsOfCreative = (rows: number) => {
  const half = rows / 2
  return [
    makeSeries('series', rows),
    // Of the large workspace a thousand can be restored.
    `insert into creative.deletions (id, workspace_id, kind, subject_id, title, deleted_by, deleted_by_id, deleted_at,
        restored_at)
      select 'del_' || digits, workspace, 'generation', 'gen_' || digits, 'Tea for the rain', 'Asha', ${actor}, at,
        case when n > 1000 and n <= ${half} then at end from series`,
    // Of the large workspace a thousand are in use.
    `insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at, archived_at)
      select 'brd_' || digits, workspace, 'Chai Point', 'tea', 'all', '{}', 'warm', at,
        case when n > 1000 and n <= ${half} then at end from series`,
    // The newest ten thousand of the large workspace went in one deletion, and one in a hundred of the others.
    `insert into creative.generations (id, workspace_id, brand_id, brief, status, credits, input_hash, created_at,
        updated_at, deletion_id)
      select 'gen_' || digits, workspace, 'brd_' || digits, 'Tea for the rain',
        case when n > ${rows - 50} then 'running' else 'succeeded' end, 1, 'none', at, at,
        case when n <= ${half} and n > ${half - 10_000} then '${deletionOfMany(rows)}'
          when n > ${half} and n % 100 = 0 then 'del_' || digits end from series`,
    `insert into creative.pictures (id, workspace_id, generation_id, position, aspect_ratio, status, storage_key,
        expected_seconds, updated_at, deletion_id)
      select 'pic_' || digits, workspace, 'gen_' || digits, 0, '1:1', 'queued', 'folder' || n, 1, at,
        case when n % 1000 = 1 then 'del_' || digits end from series`,
  ]
}

const insertsOfAudit = (rows: number) => {
  const half = rows / 2
  return [
    makeSeries('series', rows),
    // Brands are made in the small workspaces alone, and members removed in the large one alone, long ago.
    `insert into audit.entries (id, workspace_id, at, actor_kind, actor_id, actor_name, action, subject)
      select 'aud_' || digits, workspace, at, 'person', ${actor}, 'Asha',
        case when n <= 10 then 'member.removed' when n <= ${half} then 'generation.made' else 'brand.made' end,
        n / 10 from series`,
    `insert into audit.entries (id, at, actor_kind, actor_id, actor_name, action, subject)
      select 'aud_' || left(digits, 10) || '1' || right(digits, 15), at, 'person',
        ${plain('usr', `case when n <= ${half} then 1 else n / 5 end`)}, 'Asha', 'session.opened', '' from series where n % 5 = 0`,
  ]
}

/** Neither triggers nor foreign keys: they would take most of the time. */
const hurry = [
  'set statement_timeout = 0',
  'set session_replication_role = replica',
  `set maintenance_work_mem = '256MB'`,
  // The schemas are filled side by side, which keeps the cores busy already.
  'set max_parallel_maintenance_workers = 0',
]
const doNotWaitForTheDisk = [
  'alter system set fsync = off',
  'alter system set autovacuum = off',
  'select pg_reload_conf()',
]

/** An index that is sorted once is made sooner than one that each row is put into. */
const forgetIndexes = (schema: string) => `update pg_index set indisready = false where indrelid in
  (select oid from pg_class where relkind = 'r' and relnamespace = '${schema}'::regnamespace)`

async function run(url: string, statements: string[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Fills each table that has pages with `rows` rows, half of them of one workspace or person, and lets the planner count
 * them.
 */
export async function insertSkewedRows(url: string, rows: number) {
  await run(url, doNotWaitForTheDisk)
  const schemas = {
    auth: insertsOfAuth(peopleOf(rows)),
    creative: insertsOfCreative(rows),
    audit: insertsOfAudit(rows),
  }
  await Promise.all(
    Object.entries(schemas).map(([schema, inserts]) =>
      run(url, [...hurry, forgetIndexes(schema), ...inserts, `reindex schema ${schema}`]),
    ),
  )
  await run(url, ['set statement_timeout = 0', 'vacuum analyze'])
}
