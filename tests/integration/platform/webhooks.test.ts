import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../functions/platform/crypto/ids.ts'
import { synthesisePlanted } from '../../planted/planted-app.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { outsider } from '../../support/people/client.ts'

const path = '/webhooks/acme'
const lambda = 'planted/webhooks/acme'

const assemblyDir = await synthesisePlanted()
const cloud = ownCloud({ assemblyDir })

let superuser: Superuser
/** Hears what follows each event. */
let told: string[] = []
let answersWith = 200
const listener = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  told.push(text)
  response.writeHead(answersWith).end()
})
let tell: string
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  tell = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
})
afterAll(async () => {
  listener.close()
  await superuser?.end()
})

let workspaceId: string
beforeEach(() => {
  workspaceId = newId('wsp')
  told = []
  answersWith = 200
})

const note = (text: string, id: string | undefined, more: object = {}) => ({
  ...(id && { id }),
  type: 'thing.noted',
  payload: { workspaceIds: [workspaceId], note: text, tell, ...more },
})
const sign = (body: string | Buffer, secret = 'acme-secret') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

type Sent = { body: string | Buffer; signature?: string | undefined; headers?: Record<string, string> }
const post = async ({ body, signature = sign(body), headers }: Sent) => {
  const response = await fetch(`${cloud().origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-acme-signature': signature, ...headers },
    body: Buffer.from(body),
  })
  return { status: response.status, text: await response.text() }
}
const deliver = (...events: object[]) => post({ body: JSON.stringify({ events }) })

const notes = async (workspace = workspaceId) => {
  const rows = await superuser.rows('select note from planted.things where workspace_id = $1', [workspace])
  return rows.map((row) => row.note).sort()
}
const seen = async (id: string) =>
  superuser.rows('select vendor, followed from webhooks.seen where key = $1', [`${id}@${workspaceId}`])

const logged = (message: string) =>
  readFileSync(join(cloud().logsDir, 'dhol-local-planted-webhooks-acme.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(message))

describe('an event', () => {
  test('changes a workspace, is noted as seen, and is followed through', async () => {
    const id = randomUUID()
    expect(await deliver(note('first', id))).toMatchObject({ status: 200, text: '{}' })
    expect(await notes()).toEqual(['first'])
    expect(await seen(id)).toEqual([{ vendor: 'acme', followed: true }])
    expect(told).toEqual([`${workspaceId} first`])
  })

  test('that comes again is acknowledged and does nothing', async () => {
    const id = randomUUID()
    for (const _ of [1, 2, 3]) expect(await deliver(note('again', id))).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['again'])
    expect(told).toHaveLength(1)
  })

  test('that comes five times at once changes a workspace once', async () => {
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => deliver(note('at once', id))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await notes()).toEqual(['at once'])
  })

  test('may have its id in a header, or none', async () => {
    const headers = { 'x-acme-event-id': randomUUID() }
    const body = (text: string) => JSON.stringify({ events: [note(text, undefined)] })
    await post({ body: body('by header'), headers })
    await post({ body: body('by header, and other words'), headers })
    await post({ body: body('by contents') })
    await post({ body: body('by contents') })
    await post({ body: body('by other contents') })
    expect(await notes()).toEqual(['by contents', 'by header', 'by other contents'])
  })

  test('that concerns two workspaces changes both, each once', async () => {
    const other = newId('wsp')
    const event = note('shared', randomUUID(), { workspaceIds: [workspaceId, other] })
    for (const _ of [1, 2]) expect(await deliver(event)).toMatchObject({ status: 200 })
    expect([await notes(), await notes(other)]).toEqual([['shared'], ['shared']])
  })

  test('of a type that nobody knows, and one of a stranger’s account, are acknowledged and logged', async () => {
    const [id, stranger] = [randomUUID(), randomUUID()]
    const unknown = { ...note('unknown', id), type: 'constructor' }
    const answer = await deliver(unknown, note('nobody', stranger, { workspaceIds: [] }))
    expect(answer).toMatchObject({ status: 200 })
    expect(await notes()).toEqual([])
    expect(await seen(id)).toEqual([])
    expect(logged(id)).toEqual([expect.stringContaining('event of a type that Dhol does not know')])
    expect(logged(stranger)).toEqual([expect.stringContaining('event of an account that nobody here has')])
  })
})

describe('what fails is sent again by the vendor', () => {
  test('a change that fails leaves the event unseen, and holds up no other', async () => {
    const [failing, sound] = [randomUUID(), randomUUID()]
    expect(await deliver(note('refused', failing), note('sound', sound))).toMatchObject({ status: 500 })
    expect(await notes()).toEqual(['sound'])
    expect([await seen(failing), told]).toEqual([[], [`${workspaceId} sound`]])
    expect(await deliver(note('mended', failing), note('sound', sound))).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['mended', 'sound'])
  })

  test('what did not follow the commit follows with the next delivery, and the change is not made twice', async () => {
    const event = note('told late', randomUUID())
    answersWith = 503
    expect(await deliver(event)).toMatchObject({ status: 500 })
    expect(await notes()).toEqual(['told late'])
    answersWith = 200
    for (const _ of [1, 2]) expect(await deliver(event)).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['told late'])
    expect(told).toHaveLength(2)
  })

  test.each([
    ['no JSON', 'acme-unparsable-marker'],
    ['another envelope', JSON.stringify({ happenings: ['acme-unparsable-marker'] })],
    ['an event without a type', JSON.stringify({ events: [{ id: 'acme-unparsable-marker' }] })],
  ])('%s that is signed is our fault, and its contents stay out of the log', async (_what, body) => {
    expect(await post({ body })).toMatchObject({ status: 500 })
    expect(logged('acme-unparsable-marker')).toEqual([])
  })
})

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
    expect([await notes(), await seen('signed-id'), told]).toEqual([[], [], []])
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

test('events are forgotten after thirty days, and not before', async () => {
  const at = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000)
  await superuser.insert('webhooks.seen', { vendor: 'acme', key: 'old@w', seen_at: at(31) })
  await superuser.insert('webhooks.seen', { vendor: 'acme', key: 'recent@w', seen_at: at(29) })
  expect(await cloud().invoke('system/schedules/sweep-webhooks', {})).toMatchObject({ ok: true })
  const left = await superuser.rows("select key from webhooks.seen where key like '%@w'")
  expect(left).toEqual([{ key: 'recent@w' }])
})

test('the description of the API says nothing of webhooks', async () => {
  const { status, body } = await outsider(cloud().origin).call<object>('/v1/openapi.json')
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('/webhooks')
})
