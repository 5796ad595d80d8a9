import type { Seed } from '../kit/seed.ts'
import { mix, paletteOf } from './palette.ts'
import { productFor } from './product.ts'

/** A source of numbers from 0 to 1 that is the same for the same text (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const ring = (count: number, draw: (angle: number, index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw((360 / count) * index, index)).join('')

type Stage = { width: number; height: number; x: number; floor: number; unit: number; random: () => number }

/** What stands behind the product: a rising sun, arches, a wheel of petals or hills. */
const backdrops: ((stage: Stage, main: string, accent: string) => string)[] = [
  ({ x, floor, unit }, main, accent) =>
    `<circle cx="${x}" cy="${floor - unit * 0.38}" r="${unit * 0.36}" fill="${main}" opacity="0.85"/>` +
    ring(
      28,
      (angle) =>
        `<rect x="${x - unit * 0.004}" y="${floor - unit * 0.9}" width="${unit * 0.008}" height="${unit * 0.1}" rx="${unit * 0.004}" fill="${accent}" opacity="0.55" transform="rotate(${angle} ${x} ${floor - unit * 0.38})"/>`,
    ),
  ({ x, floor, unit }, main, accent) =>
    [0.42, 0.33, 0.24]
      .map((radius, step) => {
        const r = unit * radius
        const top = floor - unit * 0.45
        return `<path d="M${x - r} ${floor} V${top} A${r} ${r} 0 0 1 ${x + r} ${top} V${floor} Z" fill="${mix(main, accent, step / 2)}" opacity="${0.55 + step * 0.15}"/>`
      })
      .join(''),
  ({ x, floor, unit }, main, accent) =>
    [
      [16, 0.46, main, 0.35],
      [12, 0.36, accent, 0.4],
      [8, 0.25, main, 0.7],
    ]
      .map(([count, reach, colour, opacity]) =>
        ring(
          Number(count),
          (angle) =>
            `<ellipse cx="${x}" cy="${floor - unit * 0.4 - unit * Number(reach) * 0.6}" rx="${unit * Number(reach) * 0.16}" ry="${unit * Number(reach) * 0.42}" fill="${colour}" opacity="${opacity}" transform="rotate(${angle} ${x} ${floor - unit * 0.4})"/>`,
        ),
      )
      .join(''),
  ({ width, height, floor, unit, random }, main, accent) =>
    [0, 1, 2]
      .map((step) => {
        const y = floor - unit * (0.34 - step * 0.12)
        const bend = unit * (0.12 + random() * 0.16)
        return `<path d="M0 ${y} C${width * 0.3} ${y - bend} ${width * 0.55} ${y + bend * 0.7} ${width} ${y - bend * 0.5} V${height} H0 Z" fill="${mix(main, accent, step / 2)}" opacity="0.75"/>`
      })
      .join('') +
    `<circle cx="${width * (0.2 + random() * 0.6)}" cy="${unit * 0.24}" r="${unit * 0.12}" fill="${accent}" opacity="0.9"/>`,
]

const petals = ({ width, floor, random, unit }: Stage, colours: string[]) =>
  Array.from({ length: 14 }, (_, index) => {
    const x = random() * width
    const y = random() * floor * 0.9
    const size = unit * (0.008 + random() * 0.014)
    return `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * 0.5}" fill="${colours[index % colours.length]}" opacity="${0.35 + random() * 0.4}" transform="rotate(${random() * 180} ${x} ${y})"/>`
  }).join('')

/** An abstract product poster as SVG: the same for the same prompt, different for another, in its colours. */
export const posterFor = (prompt: string, width: number, height: number, seed: Seed): string => {
  const chance = seed.bytesFor(prompt).readUInt32BE()
  const random = randomFrom(chance)
  const [ground, main, accent, dark] = paletteOf(prompt, chance)
  const unit = Math.min(width, height)
  const x = width * (0.42 + random() * 0.16)
  const floor = height * (0.74 + random() * 0.08)
  const stage = { width, height, x, floor, unit, random }
  const backdrop = backdrops[Math.floor(random() * backdrops.length)]?.(stage, main, accent) ?? ''
  const product = productFor(prompt, random())
  const tall = unit * (0.72 + random() * 0.2)

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="${random().toFixed(2)}" y2="1"><stop offset="0" stop-color="${mix(ground, '#ffffff', 0.72)}"/><stop offset="1" stop-color="${mix(ground, '#ffffff', 0.2)}"/></linearGradient>
<linearGradient id="body" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="${mix(dark, main, 0.25)}"/><stop offset="0.35" stop-color="${mix(dark, '#ffffff', 0.28)}"/><stop offset="1" stop-color="${mix(dark, '#000000', 0.3)}"/></linearGradient>
<linearGradient id="cap" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="${accent}"/><stop offset="0.4" stop-color="${mix(accent, '#ffffff', 0.45)}"/><stop offset="1" stop-color="${mix(accent, '#000000', 0.2)}"/></linearGradient>
<linearGradient id="plinth" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="${mix(main, '#ffffff', 0.25)}"/><stop offset="1" stop-color="${mix(main, dark, 0.3)}"/></linearGradient>
<radialGradient id="shadow"><stop offset="0" stop-color="${dark}" stop-opacity="0.45"/><stop offset="1" stop-color="${dark}" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#ffffff" stop-opacity="0.8"/><stop offset="1" stop-color="#ffffff" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${x}" cy="${floor - unit * 0.4}" r="${unit * 0.7}" fill="url(#glow)"/>
${backdrop}
<rect y="${floor}" width="${width}" height="${height - floor}" fill="${mix(ground, main, 0.35)}"/>
<rect y="${floor}" width="${width}" height="${height - floor}" fill="url(#sky)" opacity="0.35"/>
${petals(stage, [main, accent, '#ffffff'])}
<ellipse cx="${x + unit * 0.06}" cy="${floor + unit * 0.1}" rx="${unit * 0.42}" ry="${unit * 0.06}" fill="url(#shadow)"/>
<path d="M${x - unit * 0.28} ${floor} v${unit * 0.09} a${unit * 0.28} ${unit * 0.05} 0 0 0 ${unit * 0.56} 0 v${-unit * 0.09} z" fill="url(#plinth)"/>
<ellipse cx="${x}" cy="${floor}" rx="${unit * 0.28}" ry="${unit * 0.05}" fill="${mix(main, '#ffffff', 0.45)}"/>
<ellipse cx="${x + unit * 0.03}" cy="${floor}" rx="${unit * 0.2}" ry="${unit * 0.03}" fill="url(#shadow)"/>
<g transform="translate(${x} ${floor}) scale(${tall})">${product}</g>
</svg>`
}
