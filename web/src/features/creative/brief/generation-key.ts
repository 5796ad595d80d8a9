import * as z from 'zod'
import type { GenerationInput } from '../../../../../contracts/creative.ts'
import { currentScope } from '../../../app/session/session.ts'
import { perTab } from '../../../app/session/storage.ts'

const storageKey = () => `dhol.order-key.${currentScope()}`
const kept = z.object({ order: z.string(), key: z.string() })

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
 * The Idempotency-Key of an order: the same for the same order until `orderArrived`, across double presses, retries
 * and a reload; a new one as soon as anything in the order has changed.
 */
export const orderKey = (order: GenerationInput) => {
  const text = JSON.stringify(order)
  const last = read()
  if (last?.order === text) return last.key
  const key = randomKey()
  perTab.set(storageKey(), JSON.stringify({ order: text, key }))
  return key
}

export const orderArrived = () => perTab.remove(storageKey())
