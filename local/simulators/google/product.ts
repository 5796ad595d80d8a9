/** A product that stands on 0,0 in a space one unit high, and the words of a prompt that ask for it. */
type Product = { words: RegExp; svg: string }

const products: Product[] = [
  {
    words: /\b(?:bottle|oil|perfume|juice|shampoo|water)\b/i,
    svg: '<path d="M-0.07-0.62 h0.14 v0.1 c0 0.06 0.1 0.08 0.1 0.2 v0.27 q0 0.05-0.05 0.05 h-0.24 q-0.05 0-0.05-0.05 v-0.27 c0-0.12 0.1-0.14 0.1-0.2 z" fill="url(#body)"/><rect x="-0.08" y="-0.7" width="0.16" height="0.09" rx="0.02" fill="url(#cap)"/><rect x="-0.17" y="-0.27" width="0.34" height="0.15" fill="#fff" opacity="0.75"/>',
  },
  {
    words: /\b(?:jar|pickle|honey|cream|ghee|masala)\b/i,
    svg: '<rect x="-0.22" y="-0.38" width="0.44" height="0.38" rx="0.06" fill="url(#body)"/><rect x="-0.2" y="-0.47" width="0.4" height="0.1" rx="0.03" fill="url(#cap)"/><ellipse cx="0" cy="-0.19" rx="0.12" ry="0.12" fill="#fff" opacity="0.7"/>',
  },
  {
    words: /\b(?:box|gift|sweets?|soap|shoes?|biscuits?)\b/i,
    svg: '<path d="M-0.24-0.42 L0.1-0.48 L0.26-0.4 V-0.03 L0.08 0 L-0.24-0.04 Z" fill="url(#body)"/><path d="M0.1-0.48 L0.26-0.4 V-0.03 L0.08 0 Z" fill="#000" opacity="0.16"/><path d="M-0.24-0.26 L0.09-0.3 L0.26-0.25 V-0.16 L0.09-0.2 L-0.24-0.16 Z" fill="url(#cap)" opacity="0.9"/>',
  },
  {
    words: /\b(?:lamps?|diyas?|candles?|diwali)\b/i,
    svg: '<path d="M-0.3-0.2 q0.3 0.1 0.6 0 q-0.04 0.2-0.22 0.2 h-0.16 q-0.18 0-0.22-0.2 z" fill="url(#body)"/><ellipse cx="0" cy="-0.2" rx="0.3" ry="0.055" fill="url(#cap)"/><path d="M0-0.22 c-0.1-0.1-0.03-0.2 0-0.32 c0.03 0.12 0.1 0.22 0 0.32 z" fill="#ffd66b"/><path d="M0-0.23 c-0.05-0.06-0.01-0.1 0-0.17 c0.01 0.07 0.05 0.11 0 0.17 z" fill="#fff6d8"/>',
  },
  {
    words: /\b(?:cups?|coffee|tea|chai|mugs?)\b/i,
    svg: '<path d="M-0.2-0.4 h0.4 l-0.05 0.36 q-0.01 0.04-0.05 0.04 h-0.2 q-0.04 0-0.05-0.04 z" fill="url(#body)"/><path d="M0.17-0.33 q0.17-0.02 0.13 0.13 q-0.03 0.1-0.16 0.1" fill="none" stroke="url(#cap)" stroke-width="0.035"/><ellipse cx="0" cy="-0.4" rx="0.2" ry="0.035" fill="url(#cap)"/>',
  },
]

/** The product that a prompt names, else one picked by `chance` (0 to 1). Filled with the gradients `body` and `cap`. */
export const productFor = (prompt: string, chance: number): string =>
  (products.find(({ words }) => words.test(prompt)) ?? products[Math.floor(chance * products.length)])?.svg ??
  ''
