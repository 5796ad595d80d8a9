import * as z from 'zod'
import { hasLetter, plainName } from './text.ts'

/** Every prefix of an id. An id is a TypeID: a UUIDv7 in base 32 behind the name of what it identifies. */
export const idPrefixes = {
  user: 'usr',
  workspace: 'wsp',
  brand: 'brd',
  generation: 'gen',
  picture: 'pic',
  deletion: 'del',
  session: 'ses',
  invitation: 'inv',
  apiKey: 'key',
  auditEntry: 'aud',
  link: 'lnk',
} as const

export type IdPrefix = (typeof idPrefixes)[keyof typeof idPrefixes]

/** Source of the form: https://github.com/jetify-com/typeid/tree/main/spec (26 digits, the first at most 7). */
export const idOf = (prefix: IdPrefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `Must be an id that starts with ${prefix}_`)

/**
 * Free text, in one form: क़ is the same as one code point or as two (NFC, https://unicode.org/reports/tr15). So it is
 * equal wherever it is compared, here or in SQL. Postgres stores neither NUL nor half a character, so both are refused,
 * by the field's name.
 */
export const text = () =>
  z
    .string()
    .normalize('NFC')
    .refine((value) => !value.includes('\0'), 'Leave out the NUL character')
    .refine((value) => value.isWellFormed(), 'Leave out broken characters')
    .trim()

/** A point in time, ISO 8601 in UTC. Postgres has no year 0. */
export const instant = z.iso
  .datetime()
  .refine((value) => !value.startsWith('0000'), 'Name a year from 0001 on')

/** UTF-16 units of a name. */
export const longestName = 100

/** Keyset pagination: pass `nextCursor` of one page as `cursor` of the next. */
export const pageQuery = (prefix: IdPrefix) =>
  z.strictObject({
    cursor: idOf(prefix).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** One line without markup. Everything that some program takes for the end of a line is left out. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}<>]*$/u

/** What a name may look like on a page or in a mail: one line, which can be seen and turns no other text around. */
export const nameText = () =>
  text()
    .overwrite(plainName)
    .min(1, { abort: true })
    .max(longestName)
    .regex(oneLine, 'Leave out line breaks and the signs < and >')
    .refine(hasLetter, 'Use at least one letter or digit')

type Bare<F> = F extends z.ZodDefault<infer I> ? I : F
type Patch<S extends z.core.$ZodLooseShape> = { [K in keyof S]: z.ZodOptional<Bare<S[K]>> }

/**
 * The body of a PATCH, made of the body that makes the thing: any of its fields, at least one. A field that is left out
 * stays as it is. zod's own `.partial()` would write its default over it.
 * @throws RangeError when a default is hidden deeper in a field
 */
export function patchOf<S extends z.core.$ZodLooseShape>({ shape }: z.ZodObject<S>) {
  const bare = (field: unknown) => (field instanceof z.ZodDefault ? field.unwrap() : field) as z.ZodType
  const fields = Object.entries(shape).map(([name, field]) => [name, bare(field).optional()] as const)
  for (const [name, field] of fields) {
    if (field.safeParse(undefined).data !== undefined) {
      throw new RangeError(`${name} has a default that a patch would write`)
    }
  }
  return z
    .strictObject(Object.fromEntries(fields) as Patch<S>)
    .refine((given) => Object.values(given).some((value) => value !== undefined), 'Change one field at least')
}

/** The answer where there is nothing to tell. */
export const done = z.strictObject({})

/** A place that breaks its rule. `code` names what a page may want to say in a language of its own. */
const field = z.object({ path: z.string(), message: z.string(), code: z.string().optional() })
export type Field = z.infer<typeof field>

/** The body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    fields: z.array(field).optional(),
    /** Of `account_deleted`: when that was. */
    deletedAt: instant.optional(),
  }),
})
export type ErrorBody = z.infer<typeof errorBody>
