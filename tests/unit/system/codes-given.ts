import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const functions = join(import.meta.dirname, '../../../functions')
const read = (path: string) => readFileSync(join(functions, path), 'utf8')

const kebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Texts of the functions of a service that stand in no endpoint's file, by their names. */
const functionsOf = (service: string) =>
  globSync(`${service}/**/*.ts`, {
    cwd: functions,
    exclude: [`${service}/api.ts`, `${service}/api/**`],
  }).flatMap((path) =>
    read(path)
      .split(/^(?=(?:export )?(?:async )?(?:const|function) \w)/m)
      .flatMap((text) => {
        const name = /^(?:export )?(?:async )?(?:const|function) (\w+)/.exec(text)?.[1]
        return name ? [{ name, text }] : []
      }),
  )

const codesIn = (text: string) => [
  ...[...text.matchAll(/\bcode: '(\w+)'/g)].map(([, code]) => code),
  ...[...text.matchAll(/new (?:Conflict|Forbidden|LimitExceeded)\(\s*'(\w+)'/g)].map(([, code]) => code),
  ...(text.includes('new NotFound(') ? ['not_found'] : []),
]

/** Codes of the errors in the file of an endpoint and in the functions of its service that it comes to call. */
export function codesGivenBy(endpoint: string, service: string) {
  const helpers = functionsOf(service)
  const seen = new Set<string>()
  const walk = (text: string): (string | undefined)[] => {
    const called = helpers.filter(({ name }) => !seen.has(name) && new RegExp(`\\b${name}\\(`).test(text))
    for (const { name } of called) seen.add(name)
    return [...codesIn(text), ...called.flatMap((helper) => walk(helper.text))]
  }
  const [own = ''] = globSync(`${service}/api/**/${kebabCase(endpoint)}.ts`, { cwd: functions })
  return walk(read(own))
}
