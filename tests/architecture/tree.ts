import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Files } from './conventions.ts'

export const root = join(import.meta.dirname, '../..')

/** Everything that is written by hand, without what is built or installed. */
export const sources = [
  '{bin,contracts,functions,lib,local,scripts,tests,web/src}/**/*.{ts,tsx,json,css,svg,md}',
  'state-machines/**/*.json',
  '*.{json,ts}',
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
