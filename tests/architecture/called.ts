import { posix } from 'node:path'
import type { Files } from './files.ts'

type Definition = { path: string; name: string }

/** Texts of the functions and values that stand at the top of a file, by their names. */
const declarationsOf = (text: string) =>
  new Map(
    text.split(/^(?=(?:export )?(?:async )?(?:const|function) \w)/m).flatMap((part) => {
      const name = /^(?:export )?(?:async )?(?:const|function) (\w+)/.exec(part)?.[1]
      return name ? [[name, part] as const] : []
    }),
  )

/** Where the names come from that a file imports from files of ours. */
const importsOf = (path: string, text: string) =>
  new Map(
    [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)'/gm)].flatMap(([, names = '', from = '']) =>
      names.split(',').map((each): [string, Definition] => {
        const [name = '', as = name] = each.replace('type ', '').trim().split(' as ')
        return [as, { path: posix.join(posix.dirname(path), from), name }]
      }),
    ),
  )

/**
 * The texts of a function of a service, and of all that it comes to call in the service. What another service or the
 * platform does is left out, but for the names by which it is called.
 */
export function textsOfAllCalled(files: Files, start: Definition): string[] {
  const service = start.path.split('/').slice(0, 2).join('/')
  const seen = new Set<string>()
  const walk = ({ path, name }: Definition): string[] => {
    if (seen.has(`${path} ${name}`) || !path.startsWith(`${service}/`)) return []
    seen.add(`${path} ${name}`)
    const file = files[path] ?? ''
    const declarations = declarationsOf(file)
    const text = declarations.get(name) ?? ''
    const called = [
      ...[...declarations.keys()].map((each) => [each, { path, name: each }] as const),
      ...importsOf(path, file),
    ].filter(([each]) => new RegExp(`(?<![.\\w])${each}\\b`).test(text))
    return [text, ...called.flatMap(([, place]) => walk(place))]
  }
  return walk(start)
}
