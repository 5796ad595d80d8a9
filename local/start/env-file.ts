import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { StartError } from './start-error.ts'

const settings = z.strictObject({
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be between 1 and 65535')
    .max(65_535, 'must be between 1 and 65535')
    .default(4000),
  GEMINI_API_KEY: z
    .string()
    .regex(/^[\w-]{20,}$/, 'does not look like a key of Google AI Studio')
    .optional(),
  HTTPS_PROXY: z.url('is not an address like http://proxy:8080').optional(),
})

/** What a person may set: the names and meanings are in `.env.example`. */
export type Settings = z.output<typeof settings>

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
export const readSettings = (path: string, environment: Record<string, string | undefined>): Settings => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/) : []
  const stated = lines
    .map((line, index) => parseLine(line, index + 1))
    .filter((entry) => entry !== undefined)
    .filter(([, value]) => value !== '')
  const fromFile = settings.safeParse(Object.fromEntries(stated))
  if (!fromFile.success) throw problem(fromFile.error.issues.map(describeIssue).join('; '))
  if (!environment.PORT) return fromFile.data
  const port = settings.shape.PORT.safeParse(environment.PORT)
  if (port.success) return { ...fromFile.data, PORT: port.data }
  throw new StartError(
    `PORT in the environment ${port.error.issues.map(({ message }) => message).join(', ')}.`,
    'Give a free port: PORT=4000 npm start',
  )
}
