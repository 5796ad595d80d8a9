import { expect, test } from 'vitest'
import type { InvokeResult } from '../../../local/assembly/model.ts'
import { createHttpApi } from '../../../local/gateway/http-api.ts'
import type { ApiRequest } from '../../../local/gateway/http-message.ts'

const routes = [
  { method: 'GET', path: '/v1/generations/{id}', functionArn: 'byId' },
  { method: 'GET', path: '/v1/generations/mine', functionArn: 'mine' },
  { method: 'POST', path: '/v1/generations', functionArn: 'create' },
  { method: 'ANY', path: '/webhooks/{proxy+}', functionArn: 'webhooks' },
]

type Event = Record<string, unknown> & { headers: Record<string, string> }

const serve = (result: InvokeResult = { ok: true, payload: { statusCode: 200, body: 'done' } }) => {
  const heard: { functionArn: string; event: Event }[] = []
  const api = createHttpApi({ id: 'api', routes }, 'localhost', () => async (functionArn, event) => {
    heard.push({ functionArn, event: event as Event })
    return result
  })
  const call = (method: string, path: string, rest: Partial<ApiRequest> = {}) =>
    api({ method, path, query: '', headers: {}, body: Buffer.alloc(0), sourceIp: '127.0.0.1', ...rest })
  return { call, heard }
}

test.each([
  ['GET', '/v1/generations/gen_1', 'byId', { id: 'gen_1' }],
  ['GET', '/v1/generations/a%20b', 'byId', { id: 'a b' }],
  ['GET', '/v1/generations/mine', 'mine', undefined],
  ['PUT', '/webhooks/meta/ads', 'webhooks', { proxy: 'meta/ads' }],
])('%s %s reaches %s', async (method, path, functionArn, pathParameters) => {
  const { call, heard } = serve()
  await call(method, path)
  expect(heard).toMatchObject([{ functionArn, event: { pathParameters } }])
})

test.each([
  ['POST', '/v1/generations/gen_1'],
  ['GET', '/v1/generations/'],
  ['GET', '/v1/generations/a/b'],
  ['GET', '/v2'],
])('%s %s is 404', async (method, path) => {
  const { call, heard } = serve()
  const answer = await call(method, path)
  expect(answer).toMatchObject({ status: 404, body: '{"message":"Not Found"}' })
  expect(heard).toEqual([])
})

test('the event is of payload format 2.0', async () => {
  const { call, heard } = serve()
  await call('POST', '/v1/generations', {
    query: 'a=1&a=2&b=%20',
    headers: { 'content-type': 'application/json', cookie: 'x=1; y=2' },
    body: Buffer.from('{"brief":"चाय"}'),
  })
  expect(heard[0]?.event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /v1/generations',
    rawPath: '/v1/generations',
    rawQueryString: 'a=1&a=2&b=%20',
    queryStringParameters: { a: '1,2', b: ' ' },
    cookies: ['x=1', 'y=2'],
    headers: { 'content-type': 'application/json' },
    body: '{"brief":"चाय"}',
    isBase64Encoded: false,
    requestContext: { stage: '$default', http: { method: 'POST', sourceIp: '127.0.0.1' } },
  })
})

test('cookies stand apart from the headers', async () => {
  const { call, heard } = serve()
  await call('GET', '/v1/generations/mine', { headers: { cookie: 'x=1;y="2"', accept: '*/*' } })
  expect(heard[0]?.event).toMatchObject({ cookies: ['x=1', 'y="2"'], headers: { accept: '*/*' } })
  expect(heard[0]?.event.headers).not.toHaveProperty('cookie')
})

test('a body that is no text arrives in base 64', async () => {
  const { call, heard } = serve()
  const headers = { 'content-type': 'image/png' }
  await call('POST', '/v1/generations', { headers, body: Buffer.from([0xff, 0]) })
  expect(heard[0]?.event).toMatchObject({ body: '/wA=', isBase64Encoded: true })
})

test.each<[string, InvokeResult, object]>([
  [
    'headers, cookies and a binary body',
    {
      ok: true,
      payload: {
        statusCode: 201,
        headers: { 'Content-Type': 'image/png' },
        cookies: ['a=1; HttpOnly', 'b=2'],
        body: '/wA=',
        isBase64Encoded: true,
      },
    },
    {
      status: 201,
      headers: { 'content-type': 'image/png', 'set-cookie': ['a=1; HttpOnly', 'b=2'] },
      body: Buffer.from([0xff, 0]),
    },
  ],
  ['an answer without a status', { ok: true, payload: { a: 1 } }, { status: 200, body: '{"a":1}' }],
  [
    'a failed function',
    { ok: false, errorType: 'Error', errorMessage: 'secret' },
    { status: 500, body: '{"message":"Internal Server Error"}' },
  ],
  ['an answer that is none', { ok: true, payload: { statusCode: 200, body: {} } }, { status: 500 }],
])('%s', async (_name, result, expected) => {
  expect(await serve(result).call('POST', '/v1/generations')).toMatchObject(expected)
})
