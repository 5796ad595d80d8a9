import * as z from 'zod'
import type { GenerationInput } from '../../../../../contracts/creative.ts'
import { currentScope } from '../../../app/session/session.ts'
import { perTab } from '../../../app/session/storage.ts'

const storageKey = () => `dhol.generation-key.${currentScope()}`
const kept = z.object({ input: z.string(), key: z.string() })

const read = () => {
  try {
    return kept.safeParse(JSON.parse(perTab.get(storageKey()) ?? '')).data
  } catch {
    return undefined
  }
}

/** randomUUID is missing where the page is served without TLS, as on a phone in the developer's network. */
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/**
 * The Idempotency-Key of a generation: the same for the same input until `generationArrived`, across double presses,
 * retries and a reload; a new one as soon as anything in it has changed.
 */
export const generationKey = (input: GenerationInput) => {
  const text = JSON.stringify(input)
  const last = read()
  if (last?.input === text) return last.key
  const key = randomKey()
  perTab.set(storageKey(), JSON.stringify({ input: text, key }))
  return key
}

export const generationArrived = () => perTab.remove(storageKey())
