import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorBody } from '../../../contracts/common.ts'
import { codesOf, errors } from '../../../contracts/errors.ts'
import { endpoints } from '../../../contracts/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { dumpWorkspace, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { logIn } from '../../support/people/client.ts'
import { makeTenant, type Tenant } from '../../support/people/tenants.ts'
import { type Cast, makeCast } from '../../support/requests/random-callers.ts'
import { type RandomRequest, randomRequest } from '../../support/requests/random-requests.ts'
import { type RawAnswer, rawRequests } from '../../support/requests/raw-request.ts'

/**
 * 1,000 in `npm test`, always the same; `npm run test:random` sends 10,000 others each time. RANDOM_SEED repeats a run.
 */
const count = Number(process.env.RANDOM_REQUESTS ?? 1000)
const seed = Number(process.env.RANDOM_SEED ?? (process.env.RANDOM_REQUESTS ? Date.now() % 1e9 : 1))

const atOnce = 8
const cloud = testCloud()
let superuser: Superuser
let cast: Cast
let stranger: Tenant
/** What no answer may hold. */
let secrets: string[]
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  stranger = await makeTenant(superuser, 'Nobody may read this')
  // They have a session too.
  await logIn(cloud().origin, stranger.owner)
  const foreignIds = await idsOf(stranger)
  secrets = [...foreignIds, stranger.owner.name, stranger.owner.email]
  cast = await makeCast(superuser, cloud().origin, foreignIds)
})
afterAll(() => superuser?.end())

const dump = ({ workspaceId, owner }: Tenant) => dumpWorkspace(superuser, workspaceId, [owner.id])

/** Every id among a tenant's rows. */
const idsOf = async (tenant: Tenant) => [
  ...new Set((await dump(tenant)).match(/\b[a-z]{3}_[0-7][0-9a-z]{25}\b/g)),
]

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the API has to find this endpoint at the address, whatever ids stand in it. */
const isFor = ({ name, method, path }: RandomRequest) => {
  const endpoint = endpoints[name]
  const pattern = new RegExp(`^${endpoint?.path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`)
  return endpoint && method === endpoint.method && pattern.test(path) ? endpoint : undefined
}

/** What is wrong with an answer, whatever was asked. */
function complaintsOf(request: RandomRequest, { status, text }: RawAnswer): string[] {
  if (status >= 500) return ['a fault of ours']
  const told = secrets.find((secret) => text.includes(secret))
  if (told) return [`tells ${told}, which is of another workspace`]
  const endpoint = isFor(request)
  if (status < 400) {
    if (!endpoint || endpoint.file || endpoint.response.safeParse(parsed(text)).success) return []
    return ['no answer as the contract has it']
  }
  if (request.method === 'HEAD') return []
  const body = errorBody.safeParse(parsed(text))
  if (!body.success) return ['no error as the contracts have it']
  const codes: string[] = endpoint ? codesOf(request.name, endpoint) : Object.keys(errors)
  return codes.includes(body.data.error.code) ? [] : [`the contract has no ${body.data.error.code}`]
}

/** Does it to all of them, a few at a time. */
async function forEach<T>(all: T[], work: (each: T) => Promise<void>) {
  const rest = all.values()
  const worker = async () => {
    for (const each of rest) await work(each)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const countBy = (values: string[]) =>
  [...Map.groupBy(values.toSorted(), (value) => value)]
    .map(([value, { length }]) => `${value}: ${length}`)
    .join(', ')

test(`${count} random requests: no fault of ours, no hang, nothing of another workspace`, async () => {
  const requests = fc.sample(randomRequest, { numRuns: count, seed })
  const before = await dump(stranger)
  const { send, close } = rawRequests(cloud().origin)
  const offences = new Map<string, string[]>()
  const complain = (complaint: string, request: RandomRequest, told?: RawAnswer) =>
    offences.set(complaint, [...(offences.get(complaint) ?? []), describe(request, told)])
  const statuses: string[] = []
  let slowestMs = 0
  const began = performance.now()
  await forEach(requests, async (planned) => {
    const { request, learn } = await cast.prepare(planned)
    try {
      const told = await send(request)
      slowestMs = Math.max(slowestMs, told.ms)
      statuses.push(String(told.status))
      const complaints = complaintsOf(request, told)
      for (const complaint of complaints) complain(complaint, request, told)
      learn(told)
    } catch (error) {
      complain(`no answer: ${error}`, request)
    }
  })
  close()
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(
    `${count} random requests in ${seconds} s, slowest ${Math.round(slowestMs)} ms, seed ${seed}; ${countBy(statuses)}`,
  )
  const summary = [...offences].map(([what, asked]) => [what, asked.length, ...asked.slice(0, 4)])
  expect(summary, `RANDOM_SEED=${seed} RANDOM_REQUESTS=${count} sends the same again`).toEqual([])
  expect(await dump(stranger)).toBe(before)
  const share = <T>(all: T[], is: (each: T) => boolean) => all.filter(is).length / count
  expect(share(statuses, (status) => status.startsWith('2'))).toBeGreaterThan(0.2)
  expect(share(statuses, (status) => status === '429')).toBeLessThan(0.02)
  expect(share(requests, ({ path, body }) => `${path} ${body}`.includes('~foreign.'))).toBeGreaterThan(0.03)
}, 1_800_000)

const describe = ({ name, method, path, headers, body }: RandomRequest, told?: RawAnswer) => {
  const { authorization, cookie, ...others } = headers
  const asked = [method, path.slice(0, 300), JSON.stringify(others), body?.slice(0, 500) ?? ''].join(' ')
  return `${name}: ${asked}\n  ${told?.status} ${told?.text.slice(0, 300)}`
}
