type Fields = Record<string, unknown>

/** A field that is not as it was; `undefined` where the thing itself was not yet, or is no more. */
export type Change = { field: string; before: unknown; after: unknown }

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0)
const orNone = (value: unknown) => (isEmpty(value) ? null : (value ?? null))

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * What differs between two states of a thing, by field; fields of fields are named by the innermost. Without a state
 * before or after, all that the other one has.
 */
export const changesOf = (before: Fields | null, after: Fields | null): Change[] => {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...names].flatMap((field) => {
    const was = orNone(before?.[field])
    const is = orNone(after?.[field])
    if (same(was, is)) return []
    if ((isFields(was) || was === null) && (isFields(is) || is === null)) return changesOf(was, is)
    return [{ field, before: before ? was : undefined, after: after ? is : undefined }]
  })
}
