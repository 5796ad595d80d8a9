import { ProviderRejected } from '../../platform/errors.ts'
import { type Mode, type Model, models } from './models.ts'
import type { ModelUse } from './types.ts'

const notSetUp = (detail: string) =>
  new ProviderRejected(
    'provider_rejected',
    'Dhol asks Google for a model that does not exist. Tell whoever runs Dhol for you, then press Try again.',
    { cause: new Error(detail) },
  )

/**
 * The models that may answer for `id`, best first: itself, then its successors, without those that are
 * gone by `today` (YYYY-MM-DD, UTC) or not served in this mode. Each stands in it once, though successors may
 * name each other.
 * @throws ProviderRejected when the id is unknown, or when nothing of the line is left
 */
export const lineOf = (id: string, mode: Mode, today: string, registry = models): Model[] => {
  const line: Model[] = []
  for (let next: string | undefined = id; next && !line.some((model) => model.id === next); ) {
    const model = registry.find((candidate) => candidate.id === next)
    if (!model) throw notSetUp(`unknown Google model: ${next}`)
    line.push(model)
    next = model.successor
  }
  const alive = line.filter(
    (model) => model.modes.includes(mode) && (model.until === undefined || today < model.until),
  )
  if (alive.length === 0) throw notSetUp(`no living successor of Google model ${id} in ${mode} mode`)
  return alive
}

/**
 * What to call when `id` is asked for.
 * @throws ProviderRejected as `lineOf`
 */
export const resolveModel = (id: string, mode: Mode, today: string, registry = models): ModelUse => {
  const [first] = lineOf(id, mode, today, registry)
  return { asked: id, used: first?.id ?? id }
}
