import { type Files, kebabCase, matching, type Problems } from './files.ts'

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
    ...matching(files, /^contracts\/.+\.ts$/).flatMap(([path, text]) =>
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
