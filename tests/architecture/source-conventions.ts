import { type Files, matching, type Problems } from './files.ts'

/** The environment is read, parsed by zod, in one place. */
export const environmentInOnePlace = (files: Files): Problems =>
  matching(files, /^functions\/.*\.ts$/)
    .filter(([path, text]) => path !== 'functions/platform/env.ts' && /\bprocess\.env\b/.test(text))
    .map(([path]) => `${path} reads process.env: declare the variable in the service's env.ts`)

/** `{ z }` brings all of zod into a bundle. */
export const zodAsNamespace = (files: Files): Problems =>
  matching(files, /\.tsx?$/)
    .filter(([, text]) => /^import (type )?(\{[^}]*\bz\b[^}]*\}|z(, [^']*)?) from 'zod/m.test(text))
    .map(([path]) => `${path}: write import * as z from 'zod'`)

/** Two things with one prefix could be taken for each other. */
export const prefixesDiffer = (prefixes: Readonly<Record<string, string>>): Problems =>
  Object.entries(prefixes)
    .filter(([, prefix], at, all) => all.findIndex(([, other]) => other === prefix) !== at)
    .map(([name, prefix]) => `idPrefixes.${name}: ${prefix} belongs to something else already`)

const longest = 200

/** Past that, a file is two things. */
export const filesAreShort = (files: Files): Problems =>
  matching(files, /\.(ts|tsx|mjs|sql)$/)
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path} has ${lines} lines, and ${longest} is the most: make two files of it`)
