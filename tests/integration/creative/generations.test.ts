import { beforeAll, describe, expect, test } from 'vitest'
import type { Brand } from '../../../contracts/brands.ts'
import type { Generation } from '../../../contracts/creative.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { type Member, newMember, outsider } from '../../support/people/client.ts'

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

type Page<T> = { items: T[]; nextCursor: string | null }

const countOfGenerations = async () => {
  const { body } = await member.call<Page<Generation>>('/v1/generations?limit=100')
  return body.items.length
}

describe('a generation that is refused stores and starts nothing', () => {
  const good = () => ({ brandId: member.brand.id, brief: 'Diwali', aspectRatios: ['1:1'], count: 1 })

  test.each<[string, () => unknown, number, string, string[] | undefined]>([
    ['no brief', () => ({ ...good(), brief: ' ' }), 400, 'invalid_input', ['brief']],
    ['100 kB of brief', () => ({ ...good(), brief: 'x'.repeat(100_000) }), 400, 'invalid_input', ['brief']],
    ['a NUL character', () => ({ ...good(), brief: 'a\0b' }), 400, 'invalid_input', ['brief']],
    ['count 0', () => ({ ...good(), count: 0 }), 400, 'invalid_input', ['count']],
    ['count 9', () => ({ ...good(), count: 9 }), 400, 'invalid_input', ['count']],
    ['count "4"', () => ({ ...good(), count: '4' }), 400, 'invalid_input', ['count']],
    [
      'a bad ratio',
      () => ({ ...good(), aspectRatios: ['1:1', '2:1'] }),
      400,
      'invalid_input',
      ['aspectRatios.1'],
    ],
    [
      'a ratio twice',
      () => ({ ...good(), aspectRatios: ['1:1', '1:1'] }),
      400,
      'invalid_input',
      ['aspectRatios'],
    ],
    ['no ratio', () => ({ ...good(), aspectRatios: [] }), 400, 'invalid_input', ['aspectRatios']],
    ['an unknown field', () => ({ ...good(), colour: 'red' }), 400, 'invalid_input', ['colour']],
    ['no brand', () => ({ ...good(), brandId: 'brd_1' }), 400, 'invalid_input', ['brandId']],
    ['half a body', () => '{"brandId":', 400, 'malformed_json', undefined],
    ['an array', () => '[]', 400, 'invalid_input', ['']],
    ['300 kB', () => ({ ...good(), brief: 'x'.repeat(300_000) }), 413, 'body_too_large', undefined],
  ])('%s', async (_case, body, status, code, paths) => {
    const before = await countOfGenerations()
    const answer = await member.refused('/v1/generations', { body: body() })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.body.error.code).toBe(code)
    expect(answer.body.error.requestId).not.toBe('')
    expect(answer.body.error.fields?.map(({ path }) => path)).toEqual(paths)
    expect(await countOfGenerations()).toBe(before)
  })

  test('another content type', async () => {
    const headers = { 'content-type': 'text/plain' }
    const answer = await member.refused('/v1/generations', { body: good(), headers })
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media_type' } } })
  })
})

describe('an Idempotency-Key', () => {
  const send = (key: string, brief: string) =>
    member.call<Generation>('/v1/generations', {
      body: { brandId: member.brand.id, brief, aspectRatios: ['1:1'], count: 1 },
      headers: { 'idempotency-key': key },
    })

  test('gives one generation however often it is sent, also at once', async () => {
    const before = await countOfGenerations()
    const answers = await Promise.all([1, 2, 3, 4].map(() => send('double-click', 'Holi colours')))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await countOfGenerations()).toBe(before + 1)
    expect(
      cloud()
        .aws.executions()
        .filter(({ name }) => name.startsWith(answers[0]?.body.id ?? '-')),
    ).toHaveLength(1)
  })

  test('belongs to one generation only', async () => {
    await send('one-generation', 'Holi colours')
    const other = await send('one-generation', 'Another brief')
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'idempotency_key_reused' } } })
  })
})

test('generations are paged by cursor, newest first, none twice and none left out', async () => {
  const other = await newMember(cloud())
  const made: string[] = []
  for (let index = 0; index < 5; index++) made.unshift((await other.generate(`Generation ${index}`)).body.id)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/v1/generations?limit=2${cursor && `&cursor=${cursor}`}`
    const { body }: { body: Page<Generation> } = await other.call<Page<Generation>>(path)
    seen.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor
  }
  expect(seen).toEqual(made)
  expect((await other.refused('/v1/generations?limit=101')).body.error.fields?.[0]?.path).toBe('limit')
})

describe('cancel', () => {
  test('ends a generation at once and for good', async () => {
    cloud().vendors.google.addFault({
      fault: 'slow',
      operation: 'image',
      match: 'to be cancelled',
      ms: 60_000,
    })
    const { body } = await member.generate('to be cancelled', { count: 2 })
    const cancelled = await member.call<Generation>(`/v1/generations/${body.id}/cancel`, { method: 'POST' })
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    expect(cancelled.body.pictures.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    const again = await member.call(`/v1/generations/${body.id}/cancel`, { method: 'POST' })
    expect(again.status).toBe(200)
    const [execution] = cloud()
      .aws.executions()
      .filter(({ name }) => name.startsWith(body.id))
    expect(execution?.status).toBe('ABORTED')
  })

  test('of a generation that has ended is refused, and so is trying again what has not failed', async () => {
    const { id } = await member.ended((await member.generate('quick')).body.id)
    const cancelled = await member.refused(`/v1/generations/${id}/cancel`, { method: 'POST' })
    expect(cancelled).toMatchObject({ status: 409, body: { error: { code: 'already_finished' } } })
    const retried = await member.refused(`/v1/generations/${id}/retry`, { method: 'POST' })
    expect(retried).toMatchObject({ status: 409, body: { error: { code: 'nothing_to_retry' } } })
  })
})

describe('somebody of another workspace', () => {
  test.each([
    'GET /v1/generations/{id}',
    'POST /v1/generations/{id}/cancel',
    'POST /v1/generations/{id}/retry',
  ])('%s gives 404 and changes nothing', async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const stranger = await newMember(cloud())
    const mine = await member.ended((await member.generate('mine')).body.id)
    const answer = await stranger.refused(path.replace('{id}', mine.id), { method })
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect(await member.find(mine.id)).toEqual(mine)
  })

  test('cannot generate for my brand, and sees none of my lists', async () => {
    const stranger = await newMember(cloud())
    const made = await stranger.generate('theirs', { brandId: member.brand.id })
    expect(made.status).toBe(404)
    expect((await stranger.call<Page<Generation>>('/v1/generations')).body.items).toEqual([])
    expect((await stranger.call<Page<Brand>>('/v1/brands')).body.items).toHaveLength(1)
  })

  test('cannot guess where a picture is', async () => {
    for (const path of ['/assets/', '/assets/picture.png', `/assets/${'A'.repeat(43)}/picture.png`]) {
      expect((await fetch(`${cloud().origin}${path}`)).ok).toBe(false)
    }
  })
})

test.each(['/v1/nothing', '/v1/generations/a/b/c'])(
  '%s is refused in the words of the contract',
  async (path) => {
    const answer = await member.refused(path)
    expect(answer).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', requestId: expect.any(String) } },
    })
  },
)

test('health and the description of the API are open to everybody', async () => {
  const anybody = outsider(cloud().origin)
  expect(await anybody.call('/v1/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  const { body } = await anybody.call<{ openapi: string; paths: object }>('/v1/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toContain('/v1/generations/{id}/cancel')
})
