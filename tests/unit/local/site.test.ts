import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Distribution, Origin } from '../../../local/assembly/model.ts'
import { withDeployments } from '../../../local/edge/buckets.ts'
import { type OpenOrigin, openOrigin } from '../../../local/edge/origin.ts'
import { createSite } from '../../../local/edge/site.ts'
import type { ApiRequest } from '../../../local/gateway/http-message.ts'

const bucket = (bucketName: string): Origin => ({ kind: 'bucket', bucketName })

const distribution: Distribution = {
  arn: 'arn:aws:cloudfront::000000000000:distribution/site',
  behaviours: [
    { pathPattern: '/v1/*', origin: { kind: 'httpApi', headers: { 'x-edge': 'mark' } }, responseHeaders: {} },
    { pathPattern: '/assets/*', origin: bucket('assets'), responseHeaders: {} },
    {
      pathPattern: '*',
      origin: bucket('web'),
      responseHeaders: { 'x-frame-options': 'DENY' },
      viewerRequest: `function handler(event) {
        if (event.request.uri === '/old') return { statusCode: 301, headers: { location: { value: '/new' } } }
        if (event.request.uri.indexOf('.') < 0) event.request.uri = '/index.html'
        return event.request
      }`,
    },
  ],
  defaultRootObject: 'index.html',
  errorResponses: [],
}

const dir = mkdtempSync(join(tmpdir(), 'dhol-site-'))
const deployment = { sourceDir: join(dir, 'page'), bucketName: 'web', exclude: [], include: [] }
let origin: OpenOrigin
/** The same site, where clients name their own addresses. */
let crowd: OpenOrigin
const heard: ApiRequest[] = []

beforeAll(async () => {
  mkdirSync(deployment.sourceDir)
  writeFileSync(join(dir, 'secret.txt'), 'outside of the page')
  writeFileSync(join(deployment.sourceDir, 'index.html'), '<p>page</p>')
  writeFileSync(join(deployment.sourceDir, 'app.js'), 'run()')
  origin = await openOrigin(0)
  const picture = { body: Buffer.from('0123456789'), headers: { 'content-type': 'image/png', etag: '"e"' } }
  const readObject = withDeployments(
    [
      { ...deployment, exclude: ['*'], include: ['*.js'], cacheControl: 'immutable' },
      { ...deployment, exclude: ['*.js'], cacheControl: 'no-cache' },
    ],
    async (name, key) => (name === 'assets' && key === 'assets/a/picture.png' ? picture : undefined),
  )
  const options: Parameters<typeof createSite>[0] = {
    distribution,
    readObject,
    httpApi: async (request) => {
      heard.push(request)
      const { method, path, query, body } = request
      const cookies = ['a=1', 'b=2']
      return {
        status: 200,
        headers: { 'set-cookie': cookies },
        body: `${method} ${path} ${query} ${body.length}`,
      }
    },
    connections: async () => ({ status: 410, headers: {}, body: '' }),
    onError: (error) => {
      throw error
    },
  }
  origin.serve({ request: createSite(options), upgrade: () => undefined })
  crowd = await openOrigin(0)
  const named = createSite({ ...options, viewerAddresses: 'named-by-the-client' })
  crowd.serve({ request: named, upgrade: () => undefined })
})
afterAll(async () => {
  await origin.close()
  await crowd.close()
  rmSync(dir, { recursive: true })
})

const get = async (path: string, options: RequestInit = {}) => {
  const response = await fetch(`${origin.url}${path}`, { redirect: 'manual', ...options })
  const headers = Object.fromEntries(response.headers)
  return { status: response.status, headers, body: await response.text() }
}

test.each([
  ['/', 'no-cache', '<p>page</p>'],
  ['/brands/new', 'no-cache', '<p>page</p>'],
  ['/app.js', 'immutable', 'run()'],
])('%s is the page', async (path, cacheControl, body) => {
  const headers = { 'cache-control': cacheControl, 'x-frame-options': 'DENY' }
  expect(await get(path)).toMatchObject({ status: 200, headers, body })
})

test.each(['/gone.js', '/assets/a/other.png', '/..%2Fsecret.txt', '/%2e%2e/secret.txt'])(
  '%s is refused, as S3 refuses what is not there',
  async (path) => {
    expect(await get(path)).toMatchObject({ status: 403, headers: { 'content-type': 'application/xml' } })
  },
)

test('the page is only read', async () => {
  expect(await get('/', { method: 'POST', body: 'x' })).toMatchObject({ status: 403 })
})

test('a function at the edge may answer itself', async () => {
  expect(await get('/old')).toMatchObject({ status: 301, headers: { location: '/new' } })
})

test('a picture keeps its headers and comes in parts or not at all where that is asked', async () => {
  const path = '/assets/a/picture.png'
  expect(await get(path)).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
  expect(await get(path, { headers: { range: 'bytes=2-4' } })).toMatchObject({
    status: 206,
    headers: { 'content-range': 'bytes 2-4/10' },
    body: '234',
  })
  expect(await get(path, { headers: { 'if-none-match': '"e"' } })).toMatchObject({ status: 304, body: '' })
})

test('the API gets everything below its path, up to its limit', async () => {
  expect(await get('/v1/a?b=1', { method: 'POST', body: 'four' })).toMatchObject({
    body: 'POST /v1/a b=1 4',
  })
  const body = Buffer.alloc(10 * 1024 * 1024 + 1)
  expect(await get('/v1/a', { method: 'POST', body })).toMatchObject({ status: 413 })
})

test('the last but one of the forwarded addresses is the viewer, whatever the viewer says', async () => {
  const hops = async (site: OpenOrigin, sent?: string) => {
    await fetch(`${site.url}/v1/a`, { headers: sent === undefined ? {} : { 'x-forwarded-for': sent } })
    return heard.at(-1)?.headers['x-forwarded-for']?.split(', ') ?? []
  }
  const [own, edge, ...none] = await hops(origin)
  expect(own).toMatch(/127\.0\.0\.1|::1/)
  expect(none).toEqual([])
  expect(await hops(origin, '203.0.113.7')).toEqual(['203.0.113.7', own, edge])
  expect(heard.at(-1)?.sourceIp).toBe(edge)

  expect(await hops(crowd, '203.0.113.7')).toEqual(['203.0.113.7', edge])
  expect(await hops(crowd)).toEqual([own, edge])
})

test('the headers of an origin stand in place of what a viewer sends under their names', async () => {
  await get('/v1/a', { headers: { 'x-edge': 'forged', authorization: 'Bearer x', cookie: 'c=1' } })
  expect(heard.at(-1)?.headers).toMatchObject({ 'x-edge': 'mark', authorization: 'Bearer x', cookie: 'c=1' })
})

test('each cookie of an answer has a header of its own', async () => {
  expect((await fetch(`${origin.url}/v1/a`)).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})
