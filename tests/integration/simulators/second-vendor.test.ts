import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { startVendors } from '../../../local/simulators/start-vendors.ts'
import { vendors } from '../../../local/simulators/vendors.ts'
import { createCleanup } from '../../../local/start/cleanup.ts'
import { answerLine } from '../../../local/start/terminal.ts'
import { courierFor, isSigned } from '../../support/simulators/courier.ts'

/** What the second vendor tells us of its own accord. */
const heard: { body: string; signature: unknown }[] = []
const hook = createServer(async (request, response) => {
  heard.push({ body: await text(request), signature: request.headers['x-signature'] })
  response.end()
}).listen(0, '127.0.0.1')
await once(hook, 'listening')
const hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`

const cleanup = createCleanup()
const { simulators, secrets, environment } = await startVendors(
  { ...vendors, courier: courierFor(hookUrl) },
  { keys: {}, latencyMs: undefined, cleanup },
)
const { courier } = simulators
afterAll(async () => {
  await cleanup.run()
  hook.close()
})
const type = (line: string) => answerLine(line, simulators)
beforeEach(async () => {
  await type('reset')
  heard.length = 0
})

const send = (more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(`${environment.COURIER_BASE_URL}/v1/parcels?access_token=topsecret`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ to: 'Pune', grams: '250', ...more }),
  })
const control = (method: string, path: string, body?: unknown) =>
  fetch(`${courier.url}/_control${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
const parcels = z.object({ data: z.array(z.object({ id: z.string(), status: z.string() })) })
const list = async () => parcels.parse(await (await fetch(`${courier.url}/v1/parcels`)).json()).data

test('a vendor of the list is started and reached at the address that functions are given', async () => {
  expect(secrets).toMatchObject({ 'dhol/local/courier': 'simulated' })
  expect(environment.GOOGLE_GEMINI_BASE_URL).toBe(simulators.google.url)
  expect((await send()).status).toBe(201)
  expect(await list()).toHaveLength(1)
})

test('the terminal switches its faults, and those of no other', async () => {
  expect(await type('fault courier lost_answer 1 write Nashik')).toMatch(/^courier: .*"lost_answer"/)
  expect(await type('faults google')).toBe('google: None.')
  const statuses = []
  for (const to of ['Pune', 'Nashik', 'Nashik']) statuses.push((await send({ to })).status)
  expect(statuses).toEqual([201, 500, 201])
  expect(await list()).toHaveLength(3)
  expect(await type('fault courier earthquake')).toContain('lost_answer, wrong_signature, slow, dropped')
})

test('its own options choose the calls that a fault strikes', async () => {
  courier.addFault({ fault: 'lost_answer', grams: 300 })
  expect((await send()).status).toBe(201)
  expect((await send({ grams: '300' })).status).toBe(500)
  await type('clear courier')
  expect((await send({ grams: '300' })).status).toBe(201)
})

test('a connection is cut after the work was done, and a slow answer is slow', async () => {
  courier.addFault({ fault: 'dropped', times: 1 })
  await expect(send()).rejects.toThrow('fetch failed')
  expect(await list()).toHaveLength(1)
  courier.addFault({ fault: 'slow', ms: 60_000, times: 1 })
  await expect(fetch(`${courier.url}/v1/parcels`, { signal: AbortSignal.timeout(50) })).rejects.toThrow()
  expect(courier.calls().map(({ fault, status }) => [fault, status])).toEqual([
    ['dropped', undefined],
    [undefined, 200],
    ['slow', undefined],
  ])
})

test('four weeks pass at once: what falls due happens at its moment, and its webhook arrives', async () => {
  const began = Date.now()
  await send()
  courier.addFault({ fault: 'wrong_signature', operation: 'webhook', match: 'Nashik' })
  await send({ to: 'Nashik' })
  await type('later courier 27 days')
  expect(heard).toEqual([])
  await type('later courier 2 days')
  expect((await list()).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  expect(heard.map(({ body, signature }) => isSigned(body, signature))).toEqual([true, false])
  const at = z.object({ at: z.string() }).parse(JSON.parse(heard[0]?.body ?? '')).at
  const days = (Date.parse(at) - began) / 86_400_000
  expect(days).toBeCloseTo(28, 2)
})

test('a call is recorded without its secrets, and as a line that a judge can read', async () => {
  await send({ password: 'topsecret', note: 'x'.repeat(20_000) }, { authorization: 'Bearer topsecret' })
  const line = await (await control('GET', '/calls.jsonl?match=Pune')).text()
  expect(line).not.toContain('topsecret')
  expect(JSON.parse(line)).toMatchObject({
    method: 'POST',
    path: '/v1/parcels',
    params: { to: 'Pune', grams: '250', note: expect.stringMatching(/^x{59}… \(20000 characters\)$/) },
    node: 'Parcel',
    status: 201,
    answer: { to: 'Pune', status: 'on its way' },
  })
  expect(await type('calls courier')).toMatch(/^courier: .*\/v1\/parcels/)
})

test('a reset forgets everything, and the same ids come again', async () => {
  await send()
  const [first] = await list()
  expect(first?.id).toMatch(/^pcl_\w{14}$/)
  await type('fault courier lost_answer')
  await type('latency courier 1 2 3')
  await type('reset courier')
  expect(await list()).toEqual([])
  expect((await send()).status).toBe(201)
  expect((await list())[0]?.id).toBe(first?.id)
  expect(await (await control('GET', '')).json()).toMatchObject({
    latencyMs: { read: 0, write: 0, webhook: 0 },
  })
})

test('what the control endpoint cannot use is refused with the reason', async () => {
  const refusals: [string, string, unknown, RegExp][] = [
    ['POST', '/faults', { fault: 'earthquake' }, /lost_answer/],
    ['PUT', '/latency', { write: -1 }, /write/],
    ['PUT', '/latency', { wrte: 1 }, /wrte/],
    ['POST', '/clock', { days: -1 }, /days/],
    ['POST', '/clock', { weeks: 1 }, /weeks/],
  ]
  for (const [method, path, body, says] of refusals) {
    const response = await control(method, path, body)
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(says)])
  }
})
