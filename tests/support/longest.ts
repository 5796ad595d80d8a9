import * as z from 'zod'

/** The part of JSON Schema that contracts come to: https://json-schema.org/draft/2020-12 */
type Schema = {
  type?: string
  const?: unknown
  enum?: string[]
  anyOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  pattern?: string
  format?: string
  maxLength?: number
  maxItems?: number
}

/** How long a text is, in letters, or how many there are in a list, by the name of its field. */
type Sizes = Record<string, number>

/** Three bytes, as every letter of the Indian scripts takes. */
const letter = 'क'
const anyId = (prefix: string) => `${prefix}7${'z'.repeat(25)}`
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const longestOf = <T>(values: T[]) =>
  values.reduce((one, other) => (bytesOf(other) > bytesOf(one) ? other : one))

function textOf({ pattern, format, maxLength, ...schema }: Schema, size: number): string {
  if (schema.enum) return longestOf(schema.enum)
  const prefix = pattern && /^\^([a-z]{3}_)\[0-7\]/.exec(pattern)?.[1]
  if (prefix) return anyId(prefix)
  if (format === 'date-time') return '9999-12-31T23:59:59.999999999Z'
  if (pattern?.startsWith('^#')) return '#FFFFFF'
  return letter.repeat(maxLength ?? size)
}

function longestIn(schema: Schema, sizes: Sizes, name: string): unknown {
  const size = sizes[name] ?? sizes.otherwise ?? 0
  if ('const' in schema) return schema.const
  if (schema.anyOf) return longestOf(schema.anyOf.map((each) => longestIn(each, sizes, name)))
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => longestIn(each, sizes, name)))
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? { [name]: { type: 'string' } })
      return Object.fromEntries(fields.map(([key, each]) => [key, longestIn(each, sizes, key)]))
    }
    case 'array': {
      const count = schema.maxItems ?? sizes[`${name}[]`]
      if (count === undefined) throw new Error(`say how many ${name} there may be`)
      return Array(count).fill(longestIn(schema.items ?? {}, sizes, name))
    }
    case 'integer':
    case 'number':
      return Number.MIN_SAFE_INTEGER
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return textOf(schema, size)
  }
}

/**
 * The longest value that a contract allows, in bytes. What has no bound there has one of `sizes`: a text by the name of
 * its field or `otherwise`, a list by its name with `[]`.
 */
export const longest = (schema: z.ZodType, sizes: Sizes): unknown =>
  longestIn(
    z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'inline' }) as Schema,
    sizes,
    '',
  )
