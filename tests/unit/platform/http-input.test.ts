import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { InvalidInput } from '../../../functions/platform/errors.ts'
import { readBody, readIdempotencyKey, readPart } from '../../../functions/platform/http/input.ts'

const schema = z.strictObject({ name: z.string().min(1), tags: z.array(z.string()).default([]) })

const event = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  ({ body, headers, isBase64Encoded: false }) as unknown as APIGatewayProxyEventV2

const refusal = (work: () => unknown): InvalidInput => {
  try {
    work()
  } catch (error) {
    if (error instanceof InvalidInput) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('a body', () => {
  test('is parsed, with defaults', () => {
    expect(readBody(schema, event('{"name":"a"}'))).toEqual({ name: 'a', tags: [] })
  })

  test('names every bad field, an unknown one by its own name', () => {
    const { fields, status } = refusal(() => readBody(schema, event('{"name":"","tags":[1],"colour":"red"}')))
    expect(status).toBe(400)
    expect(fields?.map(({ path }) => path).sort()).toEqual(['colour', 'name', 'tags.0'])
  })

  test('says in plain words what is missing and what has another type', () => {
    expect(refusal(() => readBody(schema, event('{"tags":7}'))).fields).toEqual([
      { path: 'name', message: 'This is missing' },
      { path: 'tags', message: 'Must be of the type array' },
    ])
  })

  test.each([
    ['{"name":', {}, 'malformed_json', 400],
    ['', {}, 'malformed_json', 400],
    ['{"name":"a"}', { 'content-type': 'text/plain' }, 'unsupported_media_type', 415],
    ['{"name":"a"}', { 'content-type': 'application/jsonp' }, 'unsupported_media_type', 415],
    [`{"name":"${'a'.repeat(300_000)}"}`, {}, 'body_too_large', 413],
  ])('is refused: %.20s %j', (body, headers, code, status) => {
    const refused = refusal(() =>
      readBody(schema, event(body, { 'content-type': 'application/json', ...headers })),
    )
    expect(refused).toMatchObject({ code, status })
  })

  test('may name its charset', () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    expect(readBody(schema, event('{"name":"a"}', headers))).toMatchObject({ name: 'a' })
  })
})

test('a query that the endpoint does not have is refused by name', () => {
  expect(refusal(() => readPart(undefined, { page: '2' })).fields).toEqual([
    { path: 'page', message: 'This field is not known here' },
  ])
})

test.each(['', 'a b', 'ä', 'x'.repeat(256)])('the idempotency key %.10j is refused', (key) => {
  expect(refusal(() => readIdempotencyKey(event('', { 'idempotency-key': key }))).fields?.[0]?.path).toBe(
    'Idempotency-Key',
  )
})

describe('a body that is wrong in very many places', () => {
  const numbers = z.strictObject({ tags: z.array(z.string()) })
  const keys = Array.from({ length: 30_000 }, (_, index) => [index.toString(36), 1])
  test.each([
    ['items', JSON.stringify({ tags: Array(120_000).fill(0) })],
    ['keys', JSON.stringify(Object.fromEntries(keys))],
    ['letters of a key', JSON.stringify({ ['कि'.repeat(40_000)]: 1, tags: [] })],
  ])('is told of in a short answer and a short line of the log: %s', (_, body) => {
    const { fields = [] } = refusal(() => readBody(numbers, event(body)))
    expect(fields.length).toBeGreaterThan(0)
    expect(Buffer.byteLength(JSON.stringify(fields))).toBeLessThan(100_000)
    for (const { path } of fields) expect(path).not.toMatch(/क…/)
  })
})
