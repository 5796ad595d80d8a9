import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { root, synthesise } from '../../local/start/synth.ts'
import { type Colleague, newColleague, newMember } from '../support/people/client.ts'
import { requestsToFirstPicture } from './first-picture.ts'
import { measureLogins } from './logins.ts'
import { median } from './median.ts'
import { memoryOfTree } from './processes.ts'
import { measureGenerations, measureList } from './processor-time.ts'

/** Fewer than one caller of the business tier may send at once. */
const requests = 200
/** The simulator's own latency in this run. */
const textMs = 5

/** Starts a cloud of its own, measures it from outside, and ends it. */
export async function measureCloud() {
  await synthesise(join(root, '.build', 'assembly'))
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-bench-'))
  const began = performance.now()
  const cloud = fork(join(root, 'tests/support/cloud/cloud-process.ts'), [dataDir])
  try {
    const [place] = await once(cloud, 'message')
    const startMs = performance.now() - began
    // Of the tier that may ask most often; its owners would need a second factor.
    const member = await newMember(place, { role: 'editor', tier: 'business' })
    const pid = cloud.pid ?? 0
    return [
      { what: 'start with an up-to-date assembly, empty data', value: `${(startMs / 1000).toFixed(1)} s` },
      {
        what: `POST generation → first message, beyond ${textMs} ms of the simulator`,
        value: await firstMessage(member),
      },
      {
        what: 'warm GET /v1/brands against a bare node:http hello',
        value: await warmGet(place.origin, await newColleague(place, { role: 'editor', tier: 'business' })),
      },
      {
        what: 'requests to the API from the press to the picture',
        value: String(await requestsToFirstPicture(place)),
      },
      { what: 'job CPU: a generation of one picture', value: await measureGenerations(member, pid) },
      { what: 'list CPU: a warm page of 20 generations', value: await measureList(member, pid) },
      { what: 'log-ins against bare bcrypt comparisons', value: await measureLogins(place, pid) },
      { what: 'idle memory, all processes', value: await idleMemory(cloud) },
    ]
  } finally {
    cloud.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Member = Awaited<ReturnType<typeof newMember>>

/** The second generation: the first pays for the cold starts. */
async function firstMessage(member: Member) {
  await member.ended((await member.generate('warm up')).body.id)
  const { body } = await member.call<{ url: string; ticket: string }>('/v1/realtime/tickets', {
    method: 'POST',
  })
  const socket = new WebSocket(`${body.url}?ticket=${body.ticket}`)
  await once(socket, 'open')
  const began = performance.now()
  const message = once(socket, 'message').then(() => performance.now() - began)
  await member.ended((await member.generate('measured')).body.id)
  socket.close()
  return `${Math.round(Math.max(0, (await message) - textMs))} ms`
}

async function warmGet(origin: string, { call, session }: Colleague) {
  await call('/v1/brands', { body: { name: 'Chai Point' } })

  const hello = createServer((_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => hello.listen(0, '127.0.0.1', resolve))
  const { port } = hello.address() as AddressInfo
  const headers = { authorization: `Bearer ${session.accessToken}` }
  const bare = await timeGet(`http://127.0.0.1:${port}/`)
  const ours = await timeGet(`${origin}/v1/brands`, headers)
  hello.close()
  return `${(ours / bare).toFixed(1)} × (${ours.toFixed(2)} ms against ${bare.toFixed(2)} ms)`
}

async function timeGet(url: string, headers: Record<string, string> = {}) {
  const times: number[] = []
  for (let index = 0; index < requests; index++) {
    const began = performance.now()
    const response = await fetch(url, { headers })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    times.push(performance.now() - began)
  }
  return median(times.slice(requests / 10))
}

/** After the functions' processes were reaped (60 s). */
async function idleMemory({ pid }: ChildProcess) {
  await setTimeout(75_000)
  return pid === undefined ? 'unknown' : `${Math.round(memoryOfTree(pid) / 1024 / 1024)} MB`
}
