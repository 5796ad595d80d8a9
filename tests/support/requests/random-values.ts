import fc, { type Arbitrary } from 'fast-check'
import * as z from 'zod'

/** The part of JSON Schema that contracts come to: https://json-schema.org/draft/2020-12 */
type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** The odd one in so many of a hundred. */
export const rarely = <T>(usual: Arbitrary<T>, odd: Arbitrary<T>, percent: number): Arbitrary<T> =>
  fc.oneof({ weight: 100 - percent, arbitrary: usual }, { weight: percent, arbitrary: odd })

type Whose = 'own' | 'foreign' | 'nobody'

/**
 * An id that is chosen when a request is sent: one of the caller's workspace, of another's, or of nobody. A request
 * is then the same in each run, whatever ids the rows got. Its letters need no escape in an address or in JSON.
 */
export const idSign = (whose: Whose, prefix: string, index = 0) => `~${whose}.${prefix}.${index}~`

/** Puts ids in the place of their signs. */
export const resolveIds = (text: string, find: (whose: Whose, prefix: string, index: number) => string) =>
  text.replace(
    /~(own|foreign|nobody)\.([a-z]{3})\.(\d+)~/g,
    (_, whose: Whose, prefix: string, index: string) => find(whose, prefix, Number(index)),
  )

const anyId = (prefix: string) =>
  fc
    .tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant('own' as const) },
        { weight: 3, arbitrary: fc.constant('foreign' as const) },
        { weight: 1, arbitrary: fc.constant('nobody' as const) },
      ),
      fc.nat(20),
    )
    .map(([whose, index]) => idSign(whose, prefix, index))

const instants = fc.oneof(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2024-02-29T00:00:00Z'),
)

const names = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' })

/** What only means something by its name. */
const byName: Record<string, Arbitrary<unknown>> = {
  email: fc.nat(2000).map((index) => `person-${index}@example.in`),
  password: fc.constantFrom('chai-and-thunder-42', 'monsoon-over-kochi-77', 'password1', 'x'),
  // Its pattern names classes of Unicode, from which fast-check makes no text.
  name: names,
  workspaceName: names,
  code: fc.constantFrom('123456', '000000', 'ABCD-EFGH-IJKL'),
  token: fc.oneof(
    fc.string({ minLength: 20, maxLength: 200 }),
    fc
      .base64String({ minLength: 40, maxLength: 44 })
      .map((secret) => `${idSign('foreign', 'wsp')}.${secret}`),
  ),
  // Every picture is drawn.
  count: fc.integer({ min: 1, max: 2 }),
}

function textOf({ pattern, format, minLength = 0, maxLength = 300 }: Schema): Arbitrary<string> {
  const prefix = pattern && /^\^([a-z]{3})_\[0-7\]/.exec(pattern)?.[1]
  if (prefix) return anyId(prefix)
  if (format === 'date-time') return instants
  const plain = fc.string({ minLength, maxLength: Math.min(maxLength, 300), unit: 'grapheme' })
  if (!pattern) return plain
  const shaped = fc.stringMatching(new RegExp(pattern))
  return shaped.map((text) => text.slice(0, maxLength))
}

function arbitraryOf(schema: Schema, name = ''): Arbitrary<unknown> {
  const known = byName[name]
  if (known) return known
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => arbitraryOf(each)))
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const fields = Object.fromEntries(properties.map(([key, each]) => [key, arbitraryOf(each, key)]))
      return fc.record(fields, { requiredKeys: schema.required ?? [] })
    }
    case 'array':
      return fc.uniqueArray(arbitraryOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: schema.maxItems ?? 4,
      })
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    default:
      return textOf(schema)
  }
}

/** Values that a contract takes, mostly: what it asks beyond JSON Schema they may miss. */
export const valuesOf = (schema: z.ZodType): Arbitrary<unknown> =>
  arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)

/** Values that have broken programs. None is anybody's id or name. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1e308, 2 ** 53, '', ' ', [], {}, [[]], [null]),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    'a\udfffb',
    '\u202eabc',
    '\ufeff',
    '\u{10ffff}',
    '😀'.repeat(500),
    'x'.repeat(20_000),
    '__proto__',
    'constructor',
    'NaN',
    '-0',
    '1e400',
    `'; drop table auth.users; --`,
    '{{7*7}}',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
  ),
  fc.constant(JSON.parse('{"__proto__": {"role": "owner"}, "constructor": {"prototype": {}}}')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
)

const unknownKeys = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'workspaceId', 'role', 'id', 'isAdmin', ''),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

type Edit = { kind: 'replace' | 'drop' | 'add'; at: number; key: string; value: unknown }

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>('replace', 'replace', 'drop', 'add'),
    at: fc.nat(50),
    key: unknownKeys,
    value: hostile,
  }),
  { minLength: 1, maxLength: 2 },
)

/** Also a key like `__proto__`, which an assignment would take for something else. */
const setKey = (object: object, key: string, value: unknown) =>
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })

/** Every object and array in a value, the outermost first. */
const containersIn = (value: unknown): object[] =>
  typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap((each) => containersIn(each))]
    : []

function applyEdit(value: unknown, { kind, at, key, ...edit }: Edit) {
  const next = structuredClone(edit.value)
  const containers = containersIn(value)
  const places = containers.flatMap((container) =>
    Object.keys(container).map((each) => [container, each] as const),
  )
  const place = places[at % Math.max(1, places.length)]
  const container = containers[at % Math.max(1, containers.length)]
  if (kind === 'add') return container && setKey(container, key, next)
  if (!place) return next
  if (kind === 'drop') Reflect.deleteProperty(...place)
  else setKey(...place, next)
  return value
}

/** The same values with one or two things wrong. */
export const broken = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.tuple(values, edits).map(([value, wrong]) => {
    const copy = structuredClone(value)
    return wrong.reduce((edited, edit) => applyEdit(edited, edit) ?? edited, copy)
  })
