import * as z from 'zod'
import type { GenerationInput } from '../../../../../contracts/creative.ts'
import { currentScope } from '../../../app/session/session.ts'
import { perTab } from '../../../app/session/storage.ts'

const storageKey = () => `dhol.generation-key.${currentScope()}`
const kept = z.object({ generation: z.string(), key: z.string() })

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
 * The Idempotency-Key of a generation: the same for the same generation until `generationArrived`, across double presses, retries
 * and a reload; a new one as soon as anything in the order has changed.
 */
export const generationKey = (generation: GenerationInput) => {
  const text = JSON.stringify(generation)
  const last = read()
  if (last?.generation === text) return last.key
  const key = randomKey()
  perTab.set(storageKey(), JSON.stringify({ generation: text, key }))
  return key
}

export const generationArrived = () => perTab.remove(storageKey())
