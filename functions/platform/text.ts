import { excerpt } from '../../contracts/excerpt.ts'

/** Control characters but for tab and line feed, which texts may have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * A text from outside that nobody can be asked to mend, a model's or a vendor's, as `text` in contracts/common.ts would
 * take it: in one form, and without NUL and half a character, which Postgres does not store.
 */
export const cleanText = (text: string): string =>
  text.replace(controls, '').toWellFormed().normalize('NFC').trim()

/** The beginning of such a text, of at most `most` UTF-16 units, as it may stand in a row or in a line of the log. */
export const cleanExcerpt = (text: string, most: number): string => excerpt(cleanText(text), most)

/** Parses JSON that a model or a vendor wrote, and cleans every text in it. @throws SyntaxError */
export const parseForeignJson = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? cleanText(value) : value))
