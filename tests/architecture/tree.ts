import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { functionPaths } from '../../lib/bundle.ts'
import type { Files } from './files.ts'

export const root = join(import.meta.dirname, '../..')

/** Everything that is written by hand, without what is built or installed. */
export const sources = [
  '{bin,contracts,functions,lib,local,migrations,scripts,tests,web/src}/**/*.{ts,tsx,mjs,sql,json,css,svg,md}',
  'state-machines/**/*.json',
  '*.{json,ts,mjs}',
  '.dependency-cruiser.mjs',
]

/** Texts of the working tree. */
export const readTree = (): Files =>
  Object.fromEntries(
    globSync(sources, { cwd: root }).map((path) => [
      path.replaceAll(sep, '/'),
      readFileSync(join(root, path), 'utf8'),
    ]),
  )

/** Folders of functions with an entry of a Lambda in them. */
export const deployedServices = () => [...new Set(functionPaths().map((path) => path.split('/')[0] ?? ''))]

/** Trees in which a breach is planted. */
export const changedTree = (files: Files) => {
  const text = (path: string) => {
    const found = files[path]
    if (found === undefined) throw new Error(`${path} is gone: plant the breach elsewhere`)
    return found
  }
  /** With some files written over or added. */
  const withFiles = (changes: Files): Files => ({ ...files, ...changes })
  return {
    withFiles,
    without: (path: string): Files =>
      Object.fromEntries(Object.entries(files).filter(([each]) => each !== path)),
    /** With one file changed; fails when there was nothing to change. */
    edited: (path: string, from: string | RegExp, to: string): Files => {
      const after = text(path).replace(from, to)
      if (after === text(path)) throw new Error(`${path} has no ${from} any more: plant the breach elsewhere`)
      return withFiles({ [path]: after })
    },
  }
}
