import { noSuchModel } from './errors.ts'
import { type Mode, type Model, models } from './models.ts'
import type { ModelUse } from './types.ts'

/**
 * The models that may answer for `id`, best first: itself, then its successors, without those that are gone by
 * `today` (YYYY-MM-DD, UTC) or not served in this mode. Each stands in it once, though successors may name each
 * other.
 * @throws GoogleRejected when the id is unknown, or when nothing of the line is left
 */
export const lineOf = (
  id: string,
  mode: Mode,
  today: string,
  registry: readonly Model[] = models,
): Model[] => {
  const line: Model[] = []
  for (let next: string | undefined = id; next && !line.some((model) => model.id === next); ) {
    const model = registry.find((candidate) => candidate.id === next)
    if (!model) throw noSuchModel(new Error(`unknown Google model: ${next}`))
    line.push(model)
    next = model.successor
  }
  const left = line.filter(
    ({ modes, until }) => modes.includes(mode) && (until === undefined || today < until),
  )
  if (left.length === 0) throw noSuchModel(new Error(`nothing left for ${id} in ${mode} mode`))
  return left
}

/**
 * What to call when `id` is asked for.
 * @throws GoogleRejected as `lineOf`
 */
export const resolveModel = (id: string, mode: Mode, today: string): ModelUse => {
  const [first] = lineOf(id, mode, today)
  return { asked: id, used: first?.id ?? id }
}
