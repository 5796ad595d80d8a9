import type { IdPrefix } from '../../../contracts/common.ts'

/**
 * An id has the milliseconds since 1970 in its first 48 bits, behind two that are empty: ten digits of base 32.
 * Source: https://github.com/jetify-com/typeid/tree/main/spec
 */
const timeDigits = 10
const randomDigits = 16
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** No id that was made at `time` (to the millisecond) or later is lower, and none that was made before is as high. */
export function lowestIdAt(prefix: IdPrefix, time: Date): string {
  const ms = Math.max(0, time.getTime()) // no id was made before 1970
  const digits = Array.from(ms.toString(32).padStart(timeDigits, '0'), (digit) => Number.parseInt(digit, 32))
  return `${prefix}_${digits.map((digit) => alphabet[digit]).join('')}${'0'.repeat(randomDigits)}`
}

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  const digits = id.slice(id.indexOf('_') + 1).slice(0, timeDigits)
  return new Date(Array.from(digits).reduce((ms, digit) => ms * 32 + alphabet.indexOf(digit), 0))
}
