type Matcher = Record<string, unknown>

/**
 * Whether an event fits a rule's pattern: exact values, `prefix`, `suffix`, `equals-ignore-case`, `exists`,
 * `anything-but` and `numeric`. A list is a choice, an object a level deeper, all fields must fit.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws Error for an operator that is not among these.
 */
export const matchesPattern = (pattern: unknown, event: unknown): boolean => {
  if (!isObject(pattern))
    throw new Error(`An event pattern must be an object, not ${JSON.stringify(pattern)}`)
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = isObject(event) ? event[field] : undefined
    if (Array.isArray(wanted)) return wanted.some((choice) => fits(choice, value))
    return matchesPattern(wanted, value)
  })
}

const fits = (choice: unknown, value: unknown): boolean => {
  if (isObject(choice)) return operatorFits(choice, value)
  return Array.isArray(value) ? value.includes(choice) : value === choice
}

const operatorFits = (matcher: Matcher, value: unknown): boolean => {
  const [operator = '', wanted] = Object.entries(matcher)[0] ?? []
  if (operator === 'exists') return (value !== undefined) === wanted
  // A field with many values fits when one of them does.
  const values = Array.isArray(value) ? value : [value]
  const test = operators[operator]
  if (!test) throw new Error(`The local cloud has no event pattern operator "${operator}"`)
  return values.some((one) => test(wanted, one))
}

const operators: Record<string, (wanted: unknown, value: unknown) => boolean> = {
  prefix: (wanted, value) => typeof value === 'string' && value.startsWith(String(wanted)),
  suffix: (wanted, value) => typeof value === 'string' && value.endsWith(String(wanted)),
  'equals-ignore-case': (wanted, value) =>
    typeof value === 'string' && value.toLowerCase() === String(wanted).toLowerCase(),
  'anything-but': (wanted, value) => {
    if (value === undefined) return false
    if (isObject(wanted)) return !operatorFits(wanted, value)
    return Array.isArray(wanted) ? !wanted.includes(value) : value !== wanted
  },
  numeric: (wanted, value) => typeof value === 'number' && inRange(wanted as (string | number)[], value),
}

/** Reads `[">", 0, "<=", 5]`. */
const inRange = (terms: (string | number)[], value: number): boolean => {
  for (let index = 0; index < terms.length; index += 2) {
    const comparison = comparisons[String(terms[index])]
    if (!comparison) throw new Error(`An event pattern compares numbers with "${terms[index]}"`)
    if (!comparison(value, Number(terms[index + 1]))) return false
  }
  return true
}

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
}

const isObject = (value: unknown): value is Matcher =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
