import * as z from 'zod'

/** Faults that the kit carries out for every vendor: see `reply` in `simulator.ts`. */
const commonFaults = ['slow', 'dropped'] as const

/**
 * The schema of an order for a fault of one vendor: its names, its operations, and options of its own.
 * A fault holds until it has struck `times` times or `forMs` have passed; without either, until it is cleared.
 */
export const faultOrderOf = <
  const N extends readonly string[],
  const O extends readonly string[],
  S extends z.ZodRawShape,
>(
  names: N,
  operations: O,
  options: S,
) =>
  z.strictObject({
    fault: z.enum([...names, ...commonFaults]),
    operation: z.enum(operations).optional(),
    /** Part of the call. Tests that run side by side put a word of their own into theirs. */
    match: z.string().min(1).optional(),
    times: z.number().int().positive().optional(),
    forMs: z.number().int().positive().optional(),
    /** For `slow`: how long the answer takes. Longer than any client of ours waits. */
    ms: z.number().int().positive().default(120_000),
    ...options,
  })

/** What the kit itself knows of a fault. */
export type Fault = {
  fault: string
  operation?: string | undefined
  match?: string | undefined
  times?: number | undefined
  forMs?: number | undefined
  ms: number
}
export type FaultSchema = z.ZodType<Fault> & { shape: { fault: { options: readonly string[] } } }

type Met = { operation: string; text: string }

/** The faults that are switched on, oldest first. */
export const createFaultBook = <S extends FaultSchema>(schema: S, now: () => number) => {
  type Entry = z.output<S> & { id: number; struck: number; addedAt: number }
  let faults: Entry[] = []
  let lastId = 0
  const isOver = ({ struck, times, forMs, addedAt }: Entry) =>
    (times !== undefined && struck >= times) || (forMs !== undefined && now() - addedAt >= forMs)
  const list = () => {
    faults = faults.filter((fault) => !isOver(fault))
    return faults
  }

  return {
    /** @throws ZodError when the vendor has no such fault */
    add(order: z.input<S>): Entry {
      lastId += 1
      const entry = { ...schema.parse(order), id: lastId, struck: 0, addedAt: now() }
      faults.push(entry)
      return entry
    },
    list,
    clear() {
      faults = []
    },
    /** The fault that a call meets, if any; it counts as struck. `isMeant` looks at the vendor's own options. */
    strike({ operation, text }: Met, isMeant: (fault: z.output<S>) => boolean = () => true) {
      const entry = list().find(
        (fault) =>
          (fault.operation ?? operation) === operation && text.includes(fault.match ?? '') && isMeant(fault),
      )
      if (entry) entry.struck += 1
      return entry
    },
  }
}

export type FaultBook<S extends FaultSchema> = ReturnType<typeof createFaultBook<S>>
