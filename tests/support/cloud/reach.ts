type Rows = <T extends Record<string, unknown>>(text: string) => Promise<T[]>

const ourSchemas = `select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`
const ourLogins = `select oid, rolname from pg_roles where rolcanlogin and rolname like 'dhol\\_%'`
/** Whether a schema is that of the role's service. */
const isOwn = `rolname in ('dhol_' || nspname, 'dhol_' || nspname || '_sweep')`
const privileges = (names: string[]) => `unnest('{${names}}'::text[]) privilege`

/** Every role of a function, with what it may do in the schemas of others, as the database itself sees it. */
export const listReach = (rows: Rows) =>
  rows<{ role: string; reach: string }>(`
    with logins as (${ourLogins}), schemas as (${ourSchemas}), others as (
      select logins.oid as login, rolname as role, schemas.oid as schema, nspname
      from logins cross join schemas where not ${isOwn}
    )
    select role, privilege || ' ' || nspname as reach
      from others cross join ${privileges(['usage', 'create'])}
      where has_schema_privilege(login, schema, privilege)
    union all
    select role, privilege || ' ' || c.oid::regclass
      from others join pg_class c on c.relnamespace = schema and c.relkind in ('r', 'p', 'v', 'm', 'f')
        cross join ${privileges(['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain'])}
      where has_table_privilege(login, c.oid, privilege)
        or privilege in ('select', 'insert', 'update', 'references') and has_any_column_privilege(login, c.oid, privilege)
    union all
    select role, privilege || ' ' || c.oid::regclass
      from others join pg_class c on c.relnamespace = schema and c.relkind = 'S'
        cross join ${privileges(['usage', 'select', 'update'])}
      where has_sequence_privilege(login, c.oid, privilege)
    union all
    select role, 'execute ' || p.oid::regproc
      from others join pg_proc p on p.pronamespace = schema
      where has_function_privilege(login, p.oid, 'execute') and has_schema_privilege(login, schema, 'usage')
    order by 1, 2`)

/** Every table of a schema that is not the role's own, with one of its columns. */
export const listForeignTables = (rows: Rows, role: string) =>
  rows<{ table: string; column: string }>(`
    select c.oid::regclass::text as table, quote_ident(a.attname) as column
    from (select '${role}' as rolname) login cross join (${ourSchemas}) schemas
      join pg_class c on c.relnamespace = schemas.oid and c.relkind in ('r', 'p')
      join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
    where not ${isOwn}
    order by 1`)
