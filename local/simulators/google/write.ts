import * as z from 'zod'
import { excerpt } from '../../../contracts/excerpt.ts'

/** The part of JSON Schema that is understood here, as Google honours it (lengths of text it ignores). */
type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
}

export const jsonSchema = z.custom<Schema>((value) => typeof value === 'object' && value !== null)

const scenes = [
  'A bold hero shot, the product on a low stone plinth, seen slightly from below',
  'A flat lay from above, the product among its ingredients on handwoven cotton',
  'A close-up with a shallow depth of field, hands just entering the frame',
  'A festive evening scene with rows of diyas glowing softly behind the product',
  'A bright morning scene on a windowsill, long shadows of leaves across the wall',
  'A graphic studio set of arches and steps, the product balanced at the top',
  'A street-market scene out of focus, the product sharp and calm in front',
  'A minimal composition with generous empty space beside the product for a headline',
]
const lights = [
  'soft window light',
  'warm low sun',
  'crisp studio light',
  'golden lamplight',
  'even daylight',
]

type Order = {
  brief: string
  ratios: string[]
  colours: string[]
  /** How many the prompt asks for, where it says. */
  count?: number
}

const briefPatterns = [
  /<brief>\s*([\s\S]+?)\s*<\/brief>/i,
  /^brief:\s*([\s\S]+?)(?=\n[A-Z][^\n]*:(?:\s|$)|$(?![\s\S]))/im,
]

const longestLine = (text: string) =>
  text.split('\n').reduce((longest, line) => (line.length > longest.length ? line : longest), '')

/** Formats of JSON or of a numbered list, or wherever the prompt names any. */
const readRatios = (prompt: string) => {
  const listed = [...prompt.matchAll(/(?:"format":"|^\s*\d+[.)]\s*)(\d{1,2}:\d{1,2})\b/gm)].flatMap(
    ([, ratio]) => ratio ?? [],
  )
  return listed.length > 0 ? listed : (prompt.match(/\b(?:1:1|4:5|9:16|16:9|3:4|4:3)\b/g) ?? [])
}

const jsonBrief = z.object({ brief: z.string() })

/** Of a prompt that has a line of JSON with a brief in it. */
const briefInJson = (prompt: string) => {
  const line = prompt.split('\n').find((each) => each.startsWith('{')) ?? ''
  return jsonBrief.safeParse(parsedOr(line)).data?.brief
}

const parsedOr = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const readOrder = (prompt: string): Order => {
  const brief =
    briefInJson(prompt) ??
    briefPatterns.map((pattern) => prompt.match(pattern)?.[1]).find(Boolean) ??
    longestLine(prompt)
  const count = prompt.match(/\b(\d{1,2})\s+(?:[a-z-]+\s+){0,2}(?:pictures?|prompts?|images?)\b/i)?.[1]
  return {
    brief: excerpt(brief.trim().replace(/\s+/g, ' '), 300),
    ratios: readRatios(prompt),
    colours: [...new Set(prompt.match(/#[0-9a-f]{6}\b/gi) ?? [])],
    ...(count ? { count: Number(count) } : {}),
  }
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]

const sentence = ({ brief, ratios, colours }: Order, index: number) => {
  const palette = colours.length > 0 ? ` Palette: ${colours.join(', ')}.` : ''
  return `${pick(scenes, index)}, in ${pick(lights, index)}, for: ${brief.replace(/\.$/, '')}. Framed for ${pick(ratios, index) ?? '1:1'}.${palette} No text in the picture.`
}

const textFor = (name: string, order: Order, index: number): string => {
  if (/ratio|format/i.test(name)) return pick(order.ratios, index) ?? '1:1'
  if (/alt/i.test(name)) return `${pick(scenes, index)}: ${excerpt(order.brief, 80)}`
  if (/headline|title|name/i.test(name)) return order.brief.split(/\s+/).slice(0, 6).join(' ')
  return sentence(order, index)
}

const lengthOf = ({ minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema, order: Order) =>
  Math.min(Math.max(order.count ?? (order.ratios.length || 1), minItems, 1), maxItems)

const valueFor = (schema: Schema, root: Schema, order: Order, name: string, index: number): unknown => {
  const again = (part: Schema) => valueFor(part, root, order, name, index)
  if (schema.$ref) return again(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {})
  const [variant] = schema.anyOf ?? schema.oneOf ?? []
  if (variant) return again(variant)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) {
    const wanted = textFor(name, order, index)
    return schema.enum.includes(wanted) ? wanted : pick(schema.enum, index)
  }
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, part]) => [
          key,
          valueFor(part, root, order, key, index),
        ]),
      )
    case 'array':
      return Array.from({ length: lengthOf(schema, order) }, (_, position) =>
        valueFor(schema.items ?? {}, root, order, name, position),
      )
    case 'integer':
    case 'number':
      return Math.min(Math.max(index, schema.minimum ?? 0), schema.maximum ?? Number.MAX_SAFE_INTEGER)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textFor(name, order, index)
  }
}

/**
 * What the text model writes: JSON of the asked schema, whose texts are prompts for different pictures that
 * repeat the brief, its colours and the asked formats. Without a schema, one sentence.
 */
export const write = (schema: Schema | undefined, prompt: string): string => {
  const order = readOrder(prompt)
  return schema ? JSON.stringify(valueFor(schema, schema, order, '', 0)) : sentence(order, 0)
}
