import pg from 'pg'

/** The superuser, whom no policy holds back, with connections that are kept: for tests that look often. */
export function openSuperuser(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 6 })
  const rows = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await pool.query<T>(text, values)).rows
  return {
    rows,
    insert: (table: string, row: Record<string, unknown>) => {
      const columns = Object.keys(row)
      const places = columns.map((_, index) => `$${index + 1}`)
      return rows(`insert into ${table} (${columns}) values (${places})`, Object.values(row))
    },
    end: () => pool.end(),
  }
}
export type Superuser = ReturnType<typeof openSuperuser>

/** Every table whose rows belong to a workspace, by the column that names it. */
export const listTenantTables = async (superuser: Superuser) =>
  superuser.rows<{ table: string; column: string }>(`
    select c.oid::regclass::text as table, a.attname as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
      and (a.attname = 'workspace_id' or (c.oid = 'auth.workspaces'::regclass and a.attname = 'id'))
      and a.attnum > 0 and not a.attisdropped
    order by 1`)

/** Tables of what is a person's own, by the condition that finds it. */
const personTables = {
  'auth.users': 'id = any($2)',
  'auth.sessions': 'user_id = any($2)',
  'auth.refresh_tokens': 'session_id in (select id from auth.sessions where user_id = any($2))',
  'auth.second_factors': 'user_id = any($2)',
  'auth.recovery_codes': 'user_id = any($2)',
}

/**
 * All rows of a workspace and what is its people's own, as one text to compare with a later one. When a key was last
 * used is left out: the way in notes it before it knows what is asked.
 */
export async function dumpWorkspace(superuser: Superuser, workspaceId: string, people: string[]) {
  const tables = await listTenantTables(superuser)
  const conditions = [
    ...tables.map(({ table, column }) => [table, `${column} = $1`] as const),
    ...Object.entries(personTables),
  ]
  const parts = conditions.map(
    ([table, condition]) =>
      `select '${table}' as of, (to_jsonb(t) - 'last_used_at')::text as row from ${table} t where ${condition}`,
  )
  const dumped = await superuser.rows<{ of: string; row: string }>(
    `${parts.join(' union all ')} order by 1, 2`,
    [workspaceId, people],
  )
  return dumped.map(({ of, row }) => `${of} ${row}`).join('\n')
}
