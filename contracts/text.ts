/** The zeros of the scripts that people in India write numbers in: Unicode gives each script its ten digits in a row. */
const zeros = [...'०০੦૦୦௦౦೦൦٠۰'].map((zero) => zero.codePointAt(0) ?? 0)

/** The same with its digits as 0 to 9, whatever script they were typed in. */
export const asciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    const zero = zeros.find((each) => point >= each && point < each + 10)
    return zero === undefined ? digit : String(point - zero)
  })

/** A code as it is compared: wide letters, digits of another script, spaces, dashes and what nobody sees make no other. */
export const plainCode = (typed: string): string =>
  asciiDigits(typed.normalize('NFKC')).replace(/[\s\p{Pd}\p{Cf}]/gu, '')

/**
 * A password as it is hashed, so that each keyboard types the same one: NFC, and every space the plain one. Letters are
 * neither folded nor left out. Source: OpaqueString, https://www.rfc-editor.org/rfc/rfc8265#section-4.2
 */
export const opaque = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC')

/**
 * A colour as it is compared: six digits in capitals. Each of three stands for two of the same, and the # may be left
 * out, as designers copy it. Source: https://www.w3.org/TR/css-color-4/#hex-notation
 */
export function plainColour(typed: string): string {
  const digits = typed.trim().replace(/^#/, '').toUpperCase()
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`
}

/**
 * Code points without a shape, among them those that turn the direction of text around. The joiners stay, which Indian
 * scripts need, and what chooses the looks of an emoji. Source: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const unseen =
  /(?!\u034f|\u200c|\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu

/** A name without what nobody sees. */
export const plainName = (typed: string): string => typed.replace(unseen, '').trim()

/** Whether there is something to read in a plain name: emoji and signs alone are hard to say, search and sort. */
export const hasLetter = (name: string): boolean => /[\p{L}\p{N}]/u.test(name)
