import fc from 'fast-check'
import { rarely } from './random-values.ts'

/** What is sent to be let in: the caller's own, nothing, or this. */
export type Sent = 'own' | 'none' | { header: string }

export const contentTypes = fc.constantFrom(
  'text/plain',
  'application/jsonp',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  ';',
)

const visible = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~;=,"\'% {}'), maxLength: 40 })

export const oddHeaders = fc.oneof(
  fc.constantFrom<Record<string, string>>(
    { 'content-encoding': 'gzip' },
    { 'x-http-method-override': 'DELETE' },
    { origin: 'https://elsewhere.example' },
    { accept: 'text/html' },
    { range: 'bytes=0-1' },
    { 'idempotency-key': 'x'.repeat(300) },
    { 'idempotency-key': 'with a space' },
    { 'user-agent': 'x'.repeat(4000) },
    { 'x-dhol-csrf': '0' },
    { __proto__x: '1' },
  ),
  fc.nat(5).map((index): Record<string, string> => ({ 'idempotency-key': `key-${index}` })),
  visible.map((value): Record<string, string> => ({ 'x-anything': value.trim() })),
)

const noToken = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
export const credentials = rarely<Sent>(
  fc.constant('own'),
  fc.oneof(
    fc.constant('none' as const),
    fc
      .constantFrom(
        'Bearer',
        'Bearer ',
        'Basic eDp4',
        'Bearer dhol_',
        `Bearer ${noToken}.e30.`,
        'Bearer a.b.c',
        'x',
      )
      .map((header) => ({ header })),
    visible.map((text) => ({ header: `Bearer ${text}`.trim() })),
    visible.map((text) => ({ header: `Bearer dhol_${text}`.trim() })),
  ),
  10,
)

export const cookies = rarely<Sent>(
  fc.constant('own'),
  fc.oneof(
    fc.constant('none' as const),
    visible.map((text) => ({ header: `__Secure-dhol_refresh=${text.trim()}; dhol_refresh=` })),
  ),
  40,
)
