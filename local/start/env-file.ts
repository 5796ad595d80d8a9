import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { type Keys, keyNames, type Vendors } from '../simulators/kit/vendor.ts'
import { StartError } from './start-error.ts'

const portSchema = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be between 1 and 65535')
  .max(65_535, 'must be between 1 and 65535')
  .default(4000)
const own = {
  PORT: portSchema,
  HTTPS_PROXY: z.url('is not an address like http://proxy:8080').optional(),
}

/** What a person may set: the meanings are in `.env.example`. */
export const settingNames = (vendors: Vendors): string[] => [
  ...Object.keys(own),
  ...Object.values(vendors).flatMap(keyNames),
]

const keysOf = (vendors: Vendors) =>
  Object.assign({}, ...Object.values(vendors).map(({ realSecret }) => realSecret.in.partial().shape))

const stated = z.record(z.string(), z.string().optional())

/** A vendor whose keys are not all there could not be reached, and nobody would be told. */
const requireWhole = (vendors: Vendors, keys: Keys) => {
  for (const vendor of Object.values(vendors)) {
    const missing = keyNames(vendor).filter((name) => !keys[name])
    const given = keyNames(vendor).filter((name) => keys[name])
    if (given.length > 0 && missing.length > 0) {
      throw problem(`${given.join(', ')} needs ${missing.join(', ')} beside it`)
    }
  }
}

const parseLine = (line: string, number: number): [name: string, value: string] | undefined => {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return undefined
  const [, name, value = ''] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(text) ?? []
  if (!name) throw problem(`line ${number} is not of the form NAME=value`)
  const quoted = /^(['"])(.*)\1$/.exec(value)
  if (!quoted && /^['"]/.test(value)) throw problem(`line ${number}: the quote around ${name} is not closed`)
  return [name, quoted?.[2] ?? value.replace(/\s+#.*$/, '')]
}

const problem = (what: string) =>
  new StartError(
    `The file .env cannot be used: ${what}.`,
    'Correct it; .env.example shows what may stand in it.',
  )

/** Never shows a value: it may be a key. */
const describeIssue = (issue: z.core.$ZodIssue) =>
  issue.code === 'unrecognized_keys'
    ? `${issue.keys.join(', ')} is not known`
    : `${issue.path.join('.')} ${issue.message}`

/**
 * Reads `.env`; a `PORT` in the environment goes before the one in the file. An empty value is as good as none.
 * Throws a StartError for a line that cannot be understood.
 */
export const readSettings = (
  path: string,
  environment: Record<string, string | undefined>,
  vendors: Vendors,
): { port: number; keys: Keys } => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/) : []
  const entries = lines
    .map((line, index) => parseLine(line, index + 1))
    .filter((entry) => entry !== undefined)
    .filter(([, value]) => value !== '')
  const fromFile = z.strictObject({ ...own, ...keysOf(vendors) }).safeParse(Object.fromEntries(entries))
  if (!fromFile.success) throw problem(fromFile.error.issues.map(describeIssue).join('; '))
  const { PORT, ...rest } = z.looseObject(own).parse(fromFile.data)
  const keys = stated.parse(rest)
  requireWhole(vendors, keys)
  if (!environment.PORT) return { port: PORT, keys }
  const port = portSchema.safeParse(environment.PORT)
  if (port.success) return { port: port.data, keys }
  throw new StartError(
    `PORT in the environment ${port.error.issues.map(({ message }) => message).join(', ')}.`,
    'Give a free port: PORT=4000 npm start',
  )
}
