const named: Record<string, string> = {
  saffron: '#f4a522',
  orange: '#f07c1f',
  marigold: '#f5b301',
  yellow: '#f6c945',
  gold: '#d4a02a',
  golden: '#d4a02a',
  brass: '#b5892f',
  red: '#cf2e2e',
  maroon: '#7b1e2b',
  crimson: '#b31942',
  pink: '#e85d8a',
  magenta: '#c2187a',
  purple: '#6f3aa5',
  indigo: '#34308f',
  blue: '#2a6fc9',
  teal: '#12807f',
  turquoise: '#2bb3a8',
  green: '#3a8f4f',
  olive: '#76803a',
  mint: '#9ad9b8',
  brown: '#7a4a2b',
  terracotta: '#c4633f',
  beige: '#e3d2b4',
  cream: '#f5e9d0',
  grey: '#8b8f97',
  black: '#22242a',
  white: '#fafafa',
}

const curated = [
  ['#f7c59f', '#e4572e', '#17667f', '#2b2d42'],
  ['#f2e2c4', '#d98e04', '#8c1c3f', '#3c1642'],
  ['#cfe8e0', '#2a9d8f', '#e9c46a', '#264653'],
  ['#fde2e4', '#e05780', '#ffb703', '#5a189a'],
  ['#dbe7f5', '#3d70b2', '#f28f3b', '#1d2d50'],
  ['#e9edc9', '#6a994e', '#bc4749', '#283618'],
  ['#ffe8d6', '#cb997e', '#6b705c', '#3f3b34'],
  ['#e6dcf5', '#7b4fc9', '#f4a261', '#2d1e4f'],
]

/** Colours that a prompt names, codes before words; then those of a palette picked by `seed`. */
export const paletteOf = (prompt: string, seed: number): [string, string, string, string] => {
  const codes = prompt.toLowerCase().match(/#[0-9a-f]{6}\b/g) ?? []
  const words = prompt.toLowerCase().match(/[a-z]+/g) ?? []
  const asked = [...codes, ...words.flatMap((word) => named[word] ?? [])]
  const rest = curated[seed % curated.length] ?? []
  const [ground = '#f2e2c4', main = '#d98e04', accent = '#8c1c3f', dark = '#3c1642'] = [
    ...new Set([...asked, ...(asked.length > 0 ? rest.slice(asked.length) : rest), ...rest]),
  ]
  return [ground, main, accent, dark]
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** `share` 0 is the first colour, 1 the second. */
export const mix = (from: string, to: string, share: number): string => {
  const target = channels(to)
  const mixed = channels(from).map((value, index) => value + ((target[index] ?? 0) - value) * share)
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}
