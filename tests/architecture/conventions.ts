import { tasksOf } from '../support/machines/machine-tasks.ts'

/** Texts of files by their path from the root of the repository, with `/`. */
export type Files = Readonly<Record<string, string>>

/** Every check gives one line for each breach, which names the file and says what to do. */
type Problems = string[]

/** `renderPictures` → `render-pictures`, `RenderPictures` too. */
const kebabCase = (name: string) =>
  name.replace(/[A-Z]/g, (letter, at) => `${at ? '-' : ''}${letter.toLowerCase()}`)

const matching = (files: Files, pattern: RegExp) =>
  Object.entries(files).filter(([path]) => pattern.test(path))

const ownFile = (service: string, name: string) =>
  new RegExp(`^functions/${service}/(api/([^/]+/)?${kebabCase(name)}\\.ts)$`)

/** Where an endpoint's code is; undefined for one that has none. */
export const fileOfEndpoint = (files: Files, name: string, service: string) =>
  Object.keys(files).find((path) => ownFile(service, name).test(path))

/**
 * Endpoint name = file name = function name, which the service's `api.ts` uses; and no file without an endpoint. Where a
 * service has many, `api/` has a folder for each subject.
 */
export const endpointFiles = (
  files: Files,
  endpoints: Readonly<Record<string, { service: string }>>,
): Problems => {
  const expected = Object.entries(endpoints).map(([name, { service }]) => {
    const path = fileOfEndpoint(files, name, service)
    return { name, service, path, imported: ownFile(service, name).exec(path ?? '')?.[1] }
  })
  const paths = new Set(expected.map(({ path }) => path))
  return [
    ...expected.flatMap(({ name, service, path, imported }) => {
      const text = files[path ?? '']
      if (text === undefined) {
        return [`functions/${service}/api/${kebabCase(name)}.ts is missing: the contracts have ${name}`]
      }
      const isExported = new RegExp(`^export (const|async function|function) ${name}\\b`, 'm').test(text)
      const isImported = files[`functions/${service}/api.ts`]?.includes(
        `import { ${name} } from './${imported}'`,
      )
      return [
        ...(isExported ? [] : [`${path} must export ${name}`]),
        ...(isImported ? [] : [`functions/${service}/api.ts does not use ${name}`]),
      ]
    }),
    ...matching(files, /^functions\/[^/]+\/api\/.*\.ts$/)
      .filter(([path]) => !paths.has(path))
      .map(([path]) => `${path} fulfils no endpoint of the contracts`),
    ...matching(files, /^contracts\/[^/]+\.ts$/).flatMap(([path, text]) =>
      [...text.matchAll(/^export const (\w+Endpoints)\b/gm)]
        .filter(([, map]) => !files['contracts/index.ts']?.includes(`...${map},`))
        .map(([, map]) => `${path}: contracts/index.ts leaves out ${map}`),
    ),
  ]
}

type Callable = Readonly<Record<string, { auth: string }>>

/** Whoever calls as a member does so in a role that the one table lists; nothing else has a line there. */
export const rolesAreListed = (
  endpoints: Callable,
  access: Readonly<Record<string, readonly string[]>>,
): Problems => [
  ...Object.entries(endpoints)
    .filter(([name, { auth }]) => auth === 'member' && !access[name]?.length)
    .map(([name]) => `contracts/access.ts: nobody may call ${name}`),
  ...Object.keys(access)
    .filter((name) => endpoints[name]?.auth !== 'member')
    .map(
      (name) => `contracts/access.ts: ${name} asks for no role, so its line is a promise that nobody keeps`,
    ),
]

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

/** `${RenderPictures}` is `steps/render-pictures.ts`. Each task has an end to its time and retries; each step has a machine. */
export const tasksHaveSteps = (files: Files): Problems => {
  const used = new Set<string>()
  const problems = matching(files, /^state-machines\/.*\.asl\.json$/).flatMap(([path, text]) => {
    const service = path.split('/')[1]
    return tasksOf(JSON.parse(text)).flatMap(([name, { Resource, TimeoutSeconds, Retry }]) => {
      const step = `functions/${service}/steps/${kebabCase(/^\$\{(\w+)\}$/.exec(Resource ?? '')?.[1] ?? '')}.ts`
      used.add(step)
      return [
        ...(step in files ? [] : [`${path}: ${name} calls ${Resource}, and there is no ${step}`]),
        ...(TimeoutSeconds ? [] : [`${path}: ${name} needs TimeoutSeconds`]),
        ...(Retry?.length ? [] : [`${path}: ${name} needs Retry`]),
      ]
    })
  })
  const idle = matching(files, /^functions\/[^/]+\/steps\/[^/]+\.ts$/).filter(([path]) => !used.has(path))
  return [...problems, ...idle.map(([path]) => `${path} is a step of no machine`)]
}

/** The environment is read, parsed by zod, in one place. */
export const environmentInOnePlace = (files: Files): Problems =>
  matching(files, /^functions\/.*\.ts$/)
    .filter(([path, text]) => path !== 'functions/platform/env.ts' && /\bprocess\.env\b/.test(text))
    .map(([path]) => `${path} reads process.env: declare the variable in the service's env.ts`)

/** Each schedule and subscription has its file, and no such file is forgotten. */
export const triggersHaveHandlers = (files: Files, triggers: readonly { handler: string }[]): Problems => {
  const expected = new Set(triggers.map(({ handler }) => `functions/${handler}.ts`))
  return [
    ...[...expected]
      .filter((path) => !(path in files))
      .map((path) => `${path} is missing: contracts/triggers.ts names it`),
    ...matching(files, /^functions\/[^/]+\/(schedules|subscribers)\/[^/]+\.ts$/)
      .filter(([path]) => !expected.has(path))
      .map(([path]) => `${path} never runs: contracts/triggers.ts does not name it`),
  ]
}

/** A file of `lib/services` that the index leaves out deploys nothing; neither does a service that has none. */
export const servicesAreGathered = (files: Files, services: readonly string[]): Problems => {
  const index = files['lib/services/index.ts'] ?? ''
  const own = /^lib\/services\/((?!index\.)[^/.]+)\.ts$/
  return [
    ...matching(files, own)
      .filter(([path]) => !index.includes(` from './${own.exec(path)?.[1]}.ts'`))
      .map(([path]) => `lib/services/index.ts leaves out ${path}`),
    ...services
      .filter((service) => !(`lib/services/${service}.ts` in files))
      .map((service) => `lib/services/${service}.ts is missing: functions/${service} runs nowhere`),
  ]
}

/** IAM knows an event by its publisher, subscribers know it by its name: it has one of each. */
export const eventsHaveOnePublisher = (
  eventsOf: Readonly<Record<string, object>>,
  events: object,
  services: readonly string[],
): Problems => {
  const published = Object.entries(eventsOf).flatMap(([service, own]) =>
    Object.keys(own).map((name) => ({ service, name })),
  )
  return [
    ...Object.keys(eventsOf)
      .filter((service) => !services.includes(service))
      .map((service) => `eventsOf.${service}: there is no functions/${service}`),
    ...published
      .filter(({ name }, at) => published.findIndex((other) => other.name === name) !== at)
      .map(({ service, name }) => `eventsOf.${service}: ${name} is published by another service already`),
    ...published
      .filter(({ name }) => !(name in events))
      .map(({ service, name }) => `contracts/events.ts: events leaves out ${name} of ${service}`),
  ]
}

/** Each webhook of the contracts has its file, each such file its contract, and each vendor an address of its own. */
export const webhooksHaveHandlers = (
  files: Files,
  webhooks: readonly { service: string; vendor: string }[],
): Problems => {
  const pathOf = ({ service, vendor }: { service: string; vendor: string }) =>
    `functions/${service}/webhooks/${vendor}.ts`
  const expected = new Set(webhooks.map(pathOf))
  return [
    ...[...expected]
      .filter((path) => !(path in files))
      .map((path) => `${path} is missing: contracts/webhooks.ts names it`),
    ...matching(files, /^functions\/[^/]+\/webhooks\/[^/]+\.ts$/)
      .filter(([path]) => !expected.has(path))
      .map(([path]) => `${path} is called by nobody: contracts/webhooks.ts does not name it`),
    ...webhooks
      .filter(({ vendor }, at) => webhooks.findIndex((other) => other.vendor === vendor) !== at)
      .map(({ vendor }) => `contracts/webhooks.ts: ${vendor} has two webhooks at one address`),
    ...webhooks
      .filter(({ vendor }) => !/^[a-z][a-z0-9-]*$/.test(vendor))
      .map(
        ({ vendor }) => `contracts/webhooks.ts: write ${vendor} in lower case and dashes, for its address`,
      ),
  ]
}

/** Two things with one prefix could be taken for each other. */
export const prefixesDiffer = (prefixes: Readonly<Record<string, string>>): Problems =>
  Object.entries(prefixes)
    .filter(([, prefix], at, all) => all.findIndex(([, other]) => other === prefix) !== at)
    .map(([name, prefix]) => `idPrefixes.${name}: ${prefix} belongs to something else already`)

/** `{ z }` brings all of zod into a bundle. */
export const zodAsNamespace = (files: Files): Problems =>
  matching(files, /\.tsx?$/)
    .filter(([, text]) => /^import (type )?(\{[^}]*\bz\b[^}]*\}|z(, [^']*)?) from 'zod/m.test(text))
    .map(([path]) => `${path}: write import * as z from 'zod'`)

/** Ten lines that say what a service owns, publishes and hears. */
export const servicesIntroduceThemselves = (files: Files, services: readonly string[]): Problems =>
  services.flatMap((service) => {
    const path = `functions/${service}/README.md`
    const text = files[path]
    if (text === undefined) return [`${path} is missing`]
    return text.trimEnd().split('\n').length <= 10 ? [] : [`${path} is longer than ten lines`]
  })

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
