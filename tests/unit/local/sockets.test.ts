import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { InvokeResult } from '../../../local/assembly/model.ts'
import { type OpenOrigin, openOrigin } from '../../../local/edge/origin.ts'
import { createConnections } from '../../../local/gateway/connections.ts'
import { createSockets, type Sockets } from '../../../local/gateway/sockets.ts'

type Heard = { eventType: string; connectionId: string; routeKey: string }

let origin: OpenOrigin
let sockets: Sockets
let heard: Heard[]
let connectAnswer: InvokeResult

beforeEach(async () => {
  heard = []
  connectAnswer = { ok: true, payload: { statusCode: 200 } }
  origin = await openOrigin(0)
  const routes = ['$connect', '$disconnect', 'ping', 'ask'].map((key) => ({
    key,
    functionArn: key === 'ping' ? undefined : key,
  }))
  sockets = createSockets({ id: 'api', stage: 'live', routes }, 'localhost', () => async (_arn, event) => {
    const { requestContext, queryStringParameters } = event as { requestContext: Heard } & Record<
      string,
      unknown
    >
    heard.push({ ...requestContext, ...(queryStringParameters ? { queryStringParameters } : {}) })
    return connectAnswer
  })
  origin.serve({ request: () => undefined, upgrade: sockets.upgrade })
})
afterEach(async () => {
  sockets.close()
  await origin.close()
})

const open = (path = '/_sockets/api/live') =>
  new WebSocket(`${origin.url.replace('http', 'ws')}${path}?ticket=one`)

const call = (method: string, connectionId: string, body = '') =>
  createConnections(
    sockets,
    async () => undefined,
  )({
    method,
    url: `/_sockets/api/live/@connections/${encodeURIComponent(connectionId)}`,
    headers: {},
    body: Buffer.from(body),
  })

test('a socket is announced, hears what is posted to it, and is missed when it has gone', async () => {
  const socket = open()
  await once(socket, 'open')
  const connectionId = heard[0]?.connectionId ?? ''
  expect(heard).toMatchObject([
    { eventType: 'CONNECT', routeKey: '$connect', queryStringParameters: { ticket: 'one' } },
  ])
  expect(connectionId).toMatch(/^[A-Za-z0-9+/]{15}=$/)

  const message = once(socket, 'message')
  expect(await call('POST', connectionId, '{"seq":1}')).toMatchObject({ status: 200 })
  expect(String((await message)[0])).toBe('{"seq":1}')
  expect(await call('GET', connectionId)).toMatchObject({ status: 200 })

  socket.close()
  await expect.poll(() => heard.at(-1)?.eventType).toBe('DISCONNECT')
  expect(await call('POST', connectionId, 'late')).toMatchObject({
    status: 410,
    headers: { 'x-amzn-errortype': 'GoneException' },
  })
})

test('a message goes to the route of its action; one without a function says nothing, one without a route is forbidden', async () => {
  const socket = open()
  await once(socket, 'open')
  const message = once(socket, 'message')
  for (const text of ['{"action":"ping"}', '{"action":"ask"}', 'not json']) socket.send(text)
  expect(JSON.parse(String((await message)[0]))).toMatchObject({ message: 'Forbidden' })
  expect(heard.slice(1)).toMatchObject([{ eventType: 'MESSAGE', routeKey: 'ask' }])
})

test('a socket that a function closes has gone at once', async () => {
  const socket = open()
  await once(socket, 'open')
  const connectionId = heard[0]?.connectionId ?? ''
  const closed = once(socket, 'close')
  expect(await call('DELETE', connectionId)).toMatchObject({ status: 204, body: '' })
  for (const method of ['DELETE', 'POST', 'GET']) {
    expect(await call(method, connectionId)).toMatchObject({
      status: 410,
      headers: { 'x-amzn-errortype': 'GoneException' },
    })
  }
  await closed
  await expect.poll(() => heard.at(-1)).toMatchObject({ eventType: 'DISCONNECT', connectionId })
})

test.each<[string, InvokeResult, string, string]>([
  ['the function says so', { ok: true, payload: { statusCode: 401 } }, '/_sockets/api/live', '401'],
  ['the function fails', { ok: false, errorType: 'E', errorMessage: '' }, '/_sockets/api/live', '502'],
  ['there is no such API', { ok: true, payload: { statusCode: 200 } }, '/_sockets/other/live', '403'],
])('a socket is refused when %s', async (_name, answer, path, status) => {
  connectAnswer = answer
  const [error] = await once(open(path), 'error')
  expect(String(error)).toContain(`Unexpected server response: ${status}`)
})

test('a signature that is not right is refused before anything else', async () => {
  const refuse = async () => {
    throw Object.assign(new Error('no'), { status: 403, code: 'InvalidSignatureException' })
  }
  const request = {
    method: 'POST',
    url: '/_sockets/api/live/@connections/x',
    headers: {},
    body: Buffer.alloc(0),
  }
  expect(await createConnections(sockets, refuse)(request)).toMatchObject({
    status: 403,
    headers: { 'x-amzn-errortype': 'InvalidSignatureException' },
  })
})
