import * as z from 'zod'

export const faultNames = [
  'rate_limited',
  'no_quota',
  'unavailable',
  'internal',
  'prompt_blocked',
  'output_blocked',
  'no_media',
  'truncated_json',
  'slow',
  'dropped',
  'retired',
  'bad_picture',
] as const

const operation = z.enum(['text', 'image'])
export type Operation = z.infer<typeof operation>

/** A fault holds until it has struck `times` times or `forMs` have passed; without either, until it is deleted. */
export const faultOrder = z.strictObject({
  fault: z.enum(faultNames),
  operation: operation.optional(),
  /** Part of the prompt. Tests that run side by side put a word of their own into theirs. */
  match: z.string().min(1).optional(),
  /** Only calls of this model: with `retired`, its successor then answers. */
  model: z.string().optional(),
  times: z.number().int().positive().optional(),
  forMs: z.number().int().positive().optional(),
  /** For `rate_limited`: the hint to wait. */
  retryDelaySeconds: z.number().positive().default(3),
  /** For `slow`: how long the answer takes. Longer than any client of ours waits. */
  ms: z.number().int().positive().default(120_000),
})
export type FaultOrder = z.input<typeof faultOrder>
type Fault = z.output<typeof faultOrder> & { id: number; struck: number; addedAt: number }
export type Struck = Pick<Fault, 'fault' | 'retryDelaySeconds' | 'ms'>

export type Call = { operation: Operation; model: string; prompt: string }

/** The faults that are switched on, oldest first. */
export const createFaultBook = (now: () => number) => {
  let faults: Fault[] = []
  let lastId = 0
  const isOver = ({ struck, times, forMs, addedAt }: Fault) =>
    (times !== undefined && struck >= times) || (forMs !== undefined && now() - addedAt >= forMs)
  const list = () => {
    faults = faults.filter((fault) => !isOver(fault))
    return faults
  }

  return {
    add(order: FaultOrder) {
      lastId += 1
      const fault = { ...faultOrder.parse(order), id: lastId, struck: 0, addedAt: now() }
      faults.push(fault)
      return fault
    },
    list,
    clear() {
      faults = []
    },
    /** The fault that this call meets, if any; it counts as struck. */
    strike(call: Call): Struck | undefined {
      const fault = list().find(
        ({ operation, model, match }) =>
          (operation === undefined || operation === call.operation) &&
          (model === undefined || model === call.model) &&
          (match === undefined || call.prompt.includes(match)),
      )
      if (fault) fault.struck += 1
      return fault
    },
  }
}
