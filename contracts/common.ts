import * as z from 'zod'

/** Every prefix of an id. An id is a TypeID: a UUIDv7 in base 32 behind the name of what it identifies. */
export const idPrefixes = {
  user: 'usr',
  workspace: 'wsp',
  brand: 'brd',
  generation: 'gen',
  item: 'itm',
} as const

export type IdPrefix = (typeof idPrefixes)[keyof typeof idPrefixes]

/** Source of the form: https://github.com/jetify-com/typeid/tree/main/spec (26 digits, the first at most 7). */
export const idOf = (prefix: IdPrefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `Must be an id that starts with ${prefix}_`)

/** Free text. Postgres stores no NUL character, so it is refused here, by the field's name. */
export const text = () =>
  z
    .string()
    .refine((value) => !value.includes('\0'), 'Leave out the NUL character')
    .trim()

/** A point in time, ISO 8601 in UTC. */
export const instant = z.iso.datetime()

/** Keyset pagination: pass `nextCursor` of one page as `cursor` of the next. */
export const pageQuery = (prefix: IdPrefix) =>
  z.strictObject({
    cursor: idOf(prefix).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** The body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
})
export type ErrorBody = z.infer<typeof errorBody>
