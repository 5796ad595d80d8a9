const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The beginning of a text, of at most `most` UTF-16 units with the sign that it goes on. Ends between words, or, within
 * one that is longer than half of that, between the letters that a reader sees: a Hindi vowel sign stays with its
 * consonant.
 */
export function excerpt(text: string, most: number): string {
  if (text.length <= most) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > most - 1) break
    end = index + segment.length
  }
  const whole = /\s/.test(text.charAt(end)) ? end : text.slice(0, end).search(/\s+\S*$/)
  return `${text.slice(0, whole > most / 2 ? whole : end).trimEnd()}…`
}
