import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

/** A proxy that notes where a request wants to go and lets nothing out. */
const asked: string[] = []
const proxy = createServer().on('connect', (request, socket) => {
  asked.push(request.url ?? '')
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
})
proxy.listen(0, '127.0.0.1')
await once(proxy, 'listening')
const { port } = proxy.address() as AddressInfo
afterAll(() => proxy.close())

const GEMINI_API_KEY = 'AIzaSy-not-a-real-key-1234567890'
const cloud = ownCloud({ env: { GEMINI_API_KEY, HTTPS_PROXY: `http://127.0.0.1:${port}` } })

test("with a key in .env the same generation goes to Google's host, and the simulator hears nothing", async () => {
  const member = await newMember(cloud())
  const done = await member.ended((await member.generate('for the real one')).body.id, 60_000)
  expect(new Set(asked)).toEqual(new Set(['generativelanguage.googleapis.com:443']))
  expect(cloud().vendors.google.calls()).toEqual([])
  expect(done.pictures[0]?.problem?.code).toBe('provider_unavailable')
})
