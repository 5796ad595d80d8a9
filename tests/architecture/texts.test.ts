import { describe, expect, test } from 'vitest'
import { type Part, parts } from '../../web/src/app/words/parts.ts'
import type { Files } from './files.ts'
import { readTree } from './tree.ts'

type Texts = { readonly [key: string]: string | Texts }
const keysOf = (texts: Texts, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key.replace(/_(one|other)$/, '')] : keysOf(value, `${path}${key}.`),
  )

const keys = await Promise.all(
  Object.entries(parts).flatMap(async ([part, load]) => ({
    part,
    own: new Set(keysOf((await load['en-IN']()).texts)),
  })),
)

/** The parts whose texts are there when a file's page is: its own, the app's, and those of the settings in any of them. */
const loadedFor = (path: string): readonly string[] => {
  const own =
    /^web\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? (path.includes('/app/settings/') ? 'settings' : 'app')
  const ofSettings: Part[] = ['account', 'audit', 'workspace']
  return ['app', own, ...(ofSettings.some((part) => part === own) ? ['settings'] : [])]
}

/** A text of another part may not be loaded yet: its key would be shown instead. */
const textsOfOthers = (files: Files) =>
  Object.entries(files)
    .filter(([path]) => /^web\/src\/.*\.tsx?$/.test(path) && !/\.test\.|\/strings/.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(/(['`])(\w+\.[\w.:]+)(\1|\$\{)/g)].flatMap(([, , key = '', end]) => {
        const isMeant = (each: string) => (end === '${' ? each.startsWith(key) : each === key)
        const owners = keys.filter(({ own }) => [...own].some(isMeant)).map(({ part }) => part)
        const isThere = owners.length === 0 || owners.some((part) => loadedFor(path).includes(part))
        return isThere ? [] : [`${path} says ${key}, which belongs to ${owners.join()}`]
      }),
    )

describe('a page says only what is loaded with it', () => {
  const files = readTree()
  test('in Dhol', () => expect(textsOfOthers(files)).toEqual([]))
  test.each([
    ['features/auth/planted.tsx', "t('brief.title')", /says brief.title, which belongs to creative/],
    ['features/creative/planted.tsx', `t(\`settings.action.\${name}\`)`, /belongs to audit/],
    ['app/shell/planted.tsx', "t('generation.retry')", /belongs to creative/],
  ])('a breach is found: %s', (path, text, says) => {
    expect(textsOfOthers({ ...files, [`web/src/${path}`]: text })).toEqual([expect.stringMatching(says)])
  })
})
