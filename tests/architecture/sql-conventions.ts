import { type Files, matching, type Problems } from './files.ts'

/** Statements stand in `*.sql.ts`. Running one by hand is for those files and for what runs them all. */
export const statementsInSqlFiles = (files: Files): Problems =>
  matching(files, /^functions\/.*\.ts$/)
    .filter(([path]) => !/\.sql\.ts$|^functions\/platform\/data\/(db|connection)\.ts$/.test(path))
    .filter(([, text]) => /\bsql`|^import (?!type\b).*'sql-template-tag'|\.query[<(]/m.test(text))
    .map(([path]) => `${path} holds SQL: move it to a .sql.ts file of its service`)

/** A prepared statement whose `*` has come to mean other columns fails until its connection ends. */
export const columnsAreNamed = (files: Files): Problems =>
  matching(files, /^functions\/.*\.sql\.ts$/)
    .filter(([, text]) => /sql`[^`]*\b(select|returning)\s+(\w+\.)?\*/i.test(text))
    .map(([path]) => `${path} asks for *: name the columns`)

/** A service has one schema, of its own name. Only `system`, which migrates, has a table in `public`. */
export const ownSchemaOnly = (files: Files): Problems => {
  const services = matching(files, /^functions\/[^/]+\/api\.ts$/).map(([path]) => path.split('/')[1] ?? '')
  return matching(files, /^functions\/[^/]+\/.*\.sql\.ts$/).flatMap(([path, text]) => {
    const service = path.split('/')[1] ?? ''
    const foreign = [...services, 'public'].filter(
      (schema) => schema !== service && !(service === 'system' && schema === 'public'),
    )
    const withoutImports = text.replace(/'[^'\n]*\.ts'/g, '')
    return foreign
      .filter((schema) => new RegExp(`\\b${schema}"?\\.\\w`).test(withoutImports))
      .map((schema) => `${path} names the schema ${schema}: ask that service through its index.ts`)
  })
}

/** What lists rows, by its name or a limit, is asked of a full database by `tests/integration/platform/query-plans`. */
export const listsAreWatched = (files: Files, watched: readonly string[]): Problems => {
  const found = matching(files, /^functions\/.*\.sql\.ts$/).flatMap(([path, text]) =>
    text
      .split(/^export (?:const|async function|function) /m)
      .slice(1)
      .map((code) => ({ name: /^\w+/.exec(code)?.[0] ?? '', code }))
      .filter(({ name, code }) => /^list[A-Z]/.test(name) || /\blimit (\$\{|\d)/.test(code))
      .map(({ name }) => `${path.replace('functions/', '')} ${name}`),
  )
  return [
    ...found
      .filter((list) => !watched.includes(list))
      .map((list) => `functions/${list}: add it to tests/support/database/lists.ts, which looks at its plan`),
    ...watched
      .filter((list) => !found.includes(list))
      .map((list) => `tests/support/database/lists.ts: ${list} is no list`),
  ]
}
