import { excerpt } from '../../../contracts/excerpt.ts'

const isSecret = (name: string) =>
  /token|secret|password|proof|signature|signed_request|api-?_?key|authorization|cookie|^key$/i.test(name)
/** Addresses to follow, such as the next page's, carry them too. */
const inAddresses = /([?&](?:access_token|appsecret_proof|key|code)=)[^&#\s"]+/g

const hidden = '[hidden]'
const longest = 10_000

/** Through a buffer, since a slice of a text keeps the whole of it in memory. */
const shortened = (text: string) =>
  text.length <= longest ? text : `${Buffer.from(excerpt(text, 60)).toString()} (${text.length} characters)`

/** A copy without what opens something: tokens, keys, passwords. Texts over 10,000 characters are shortened. */
export const withoutSecrets = <T>(value: T): T => strip(value) as T

const strip = (value: unknown): unknown => {
  if (typeof value === 'string') return shortened(value).replace(inAddresses, `$1${hidden}`)
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [
      name,
      typeof inside === 'string' && isSecret(name) ? hidden : strip(inside),
    ]),
  )
}
