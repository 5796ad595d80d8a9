import type { Operation } from './faults.ts'

/** One call as the simulator saw it. */
export type Entry = {
  at: string
  mode: 'developer' | 'platform'
  operation: Operation
  model: string
  /** Its first 400 characters. */
  prompt: string
  aspectRatio?: string
  fault?: string
  /** Missing while the call lasts, and when its connection was cut. */
  status?: number
  /** Pictures that Google would charge for, delivered or not. */
  paidPictures: number
}

const kept = 2000

/** What arrived, newest last. */
export const createJournal = () => {
  const calls: { entry: Entry; prompt: string }[] = []
  return {
    open(call: Entry): Entry {
      const entry = { ...call, prompt: call.prompt.slice(0, 400) }
      calls.push({ entry, prompt: call.prompt })
      if (calls.length > kept) calls.shift()
      return entry
    },
    /** Those whose whole prompt contains `match`, or all. */
    list: (match = ''): Entry[] =>
      calls.filter(({ prompt }) => prompt.includes(match)).map(({ entry }) => entry),
  }
}
