import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { acmeVendor, path, sign } from '../../planted/acme-vendor.ts'
import { synthesisePlanted } from '../../planted/planted-app.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { outsider } from '../../support/people/client.ts'

const lambda = 'planted/webhooks/acme'

const assemblyDir = await synthesisePlanted()
const cloud = ownCloud({ assemblyDir })
const { state, note, post, notes, seen } = acmeVendor(cloud)

describe('the signature', () => {
  const body = () => JSON.stringify({ events: [note('signed', 'signed-id')] })
  test.each([
    ['none', () => ''],
    ['that of another secret', (sent: string) => sign(sent, 'other')],
    ['that of other bytes', (sent: string) => sign(`${sent} `)],
    ['in capitals', (sent: string) => sign(sent).toUpperCase()],
  ])('%s is refused before anything is parsed or stored', async (_what, signature) => {
    for (const sent of [body(), 'no JSON']) {
      const { status, text } = await post({ body: sent, signature: signature(sent) })
      expect(status).toBe(401)
      expect(JSON.parse(text).error.code).toBe('unauthorized')
    }
    expect([await notes(), await seen('signed-id'), state.told]).toEqual([[], [], []])
  })

  test('of the secret before this one still holds', async () => {
    const sent = body()
    expect(await post({ body: sent, signature: sign(sent, 'acme-secret-before') })).toMatchObject({
      status: 200,
    })
    expect(await notes()).toEqual(['signed'])
  })

  test.each([
    [
      'spaces and escapes',
      (text: string) => text.replace('चाय', '\\u091a\\u093e\\u092f').replace(',', ' ,\n'),
    ],
    ['a script of more bytes than letters', (text: string) => text],
  ])('is of the bytes as they came: %s', async (_what, written) => {
    const sent = written(JSON.stringify({ events: [note('चाय', randomUUID())] }))
    expect(await post({ body: sent })).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['चाय'])
  })

  test('is of the bytes where API Gateway hands them over as base64', async () => {
    const sent = Buffer.from(JSON.stringify({ events: [note('चाय', randomUUID())] }))
    const headers = { 'content-type': 'application/octet-stream' }
    expect(await post({ body: sent, headers })).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['चाय'])
    expect(await post({ body: sent, signature: sign('other'), headers })).toMatchObject({ status: 401 })
  })
})

describe('before the signature', () => {
  test('more than 2 MB is refused, 2 MB are not', async () => {
    const bytes = 2 * 1024 * 1024
    const empty = JSON.stringify({ events: [], pad: '' })
    const padded = (length: number) => JSON.stringify({ events: [], pad: 'x'.repeat(length - empty.length) })
    expect(await post({ body: padded(bytes) })).toMatchObject({ status: 200 })
    const { status, text } = await post({ body: padded(bytes + 1), signature: 'none' })
    expect([status, JSON.parse(text).error.code]).toEqual([413, 'body_too_large'])
  })

  test('what goes around CloudFront is refused, however well it is signed', async () => {
    const body = JSON.stringify({ events: [note('around', randomUUID())] })
    const event = {
      routeKey: `POST ${path}`,
      headers: { 'x-acme-signature': sign(body), 'x-dhol-edge': 'guessed' },
      requestContext: { requestId: 'r', http: { method: 'POST' } },
      body,
    }
    expect(await cloud().invoke(lambda, event)).toMatchObject({
      ok: true,
      payload: { statusCode: 403, body: expect.stringContaining('not_here') },
    })
    expect(await notes()).toEqual([])
  })
})

describe('the challenge of a vendor', () => {
  const call = (query: string) => outsider(cloud().origin).call(`${path}?${query}`)
  const challenge = 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token='

  test('is given back as text to who knows the token', async () => {
    const { status, headers, body } = await call(`${challenge}acme-verify-token`)
    expect([status, headers.get('content-type'), body]).toEqual([200, 'text/plain', '1158201444'])
  })

  test.each(['', 'another'])('is refused to who does not: "%s"', async (token) => {
    expect(await call(`${challenge}${token}`)).toMatchObject({ status: 401 })
  })
})
