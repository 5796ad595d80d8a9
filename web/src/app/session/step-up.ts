import { useSyncExternalStore } from 'react'
import { Cancelled } from '../api/api-error.ts'

export type Question = { confirmed: () => void; cancel: () => void }

let question: Question | null = null
let answer: Promise<void> | undefined
const listeners = new Set<() => void>()

const ask = (next: Question | null) => {
  question = next
  for (const listener of listeners) listener()
}

/**
 * Has the dialog ask who sits there; all who ask meanwhile share the answer. It fulfils once the API has been told.
 * @throws {Cancelled} the dialog was closed
 */
export const confirmWhoSitsHere = (): Promise<void> => {
  answer ??= new Promise<void>((confirmed, refuse) => {
    ask({ confirmed, cancel: () => refuse(new Cancelled()) })
  }).finally(() => {
    answer = undefined
    ask(null)
  })
  return answer
}

export const onQuestion = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const openQuestion = () => question

/** What waits for the dialog; null while nobody asks. */
export const useQuestion = () => useSyncExternalStore(onQuestion, openQuestion)
