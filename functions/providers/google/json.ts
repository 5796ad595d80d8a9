import * as z from 'zod'
import { parseForeignJson } from '../../platform/text.ts'
import { type ContentAnswer, endOf, finalParts } from './answers.ts'
import { unavailable } from './errors.ts'

/** The schema in the dialect that Google takes: it refuses nothing in it, but ignores lengths of text. */
export const googleSchema = (schema: z.ZodType): unknown => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

/**
 * Reads the JSON of an answer that was not refused, cleaned as all text from outside. What stands around it, such as a
 * Markdown fence or a greeting, is passed over: the answer was paid for.
 * @throws ProviderUnavailable when there is none of this shape: what a model writes differs from one call to the next, so
 * asking again is the remedy
 */
export const readJson = <T>(answer: ContentAnswer, schema: z.ZodType<T>): T => {
  const text = finalParts(answer)
    .map((part) => part.text ?? '')
    .join('')
  let problem: unknown
  for (const candidate of jsonIn(text)) {
    const parsed = schema.safeParse(candidate)
    if (parsed.success) return parsed.data
    problem ??= parsed.error
  }
  const end = endOf(answer)
  throw unavailable(
    new Error(`Google’s answer, which ended with ${end}, holds no such JSON`, { cause: problem }),
  )
}

/** Places in a text where an object may begin that are tried. */
const mostBeginnings = 20

/** The whole text, if it is JSON, or else each object in it that is. */
function* jsonIn(text: string): Generator<unknown> {
  const whole = parsedOr(text)
  if (whole !== undefined) yield whole
  let at = -1
  for (let tried = 0; tried < mostBeginnings; tried += 1) {
    at = text.indexOf('{', at + 1)
    if (at === -1) return
    const end = endOfObject(text, at)
    const value = end && parsedOr(text.slice(at, end))
    if (value) yield value
  }
}

/** Behind the bracket that closes the one at `start`; undefined where none does. Brackets within strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/gs
  tokens.lastIndex = start
  let depth = 0
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    if (found[0] === '{') depth += 1
    if (found[0] === '}') depth -= 1
    if (depth === 0) return tokens.lastIndex
  }
  return undefined
}

function parsedOr(text: string): unknown {
  try {
    return parseForeignJson(text)
  } catch {
    return undefined
  }
}
