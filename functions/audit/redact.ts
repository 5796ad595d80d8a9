const secretName = /password|secret|token|hash|code|key$/i

/** A copy in which no value stands under a name that sounds secret, however deep. */
export const redact = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) ? '[left out]' : redactInner(inner),
    ]),
  )

const redactInner = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redactInner)
  return value !== null && typeof value === 'object' ? redact({ ...value }) : value
}
