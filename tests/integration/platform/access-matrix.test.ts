import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import { errors } from '../../../contracts/errors.ts'
import { type EndpointName, endpoints } from '../../../contracts/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { dumpWorkspace, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import type { Answer } from '../../support/people/client.ts'
import { type Outcome, outcomeOf } from '../../support/requests/access-rules.ts'
import {
  type Caller,
  type CallerKind,
  callerKinds,
  makeCaller,
  makeScene,
  type Scene,
} from '../../support/requests/endpoint-callers.ts'
import { samples } from '../../support/requests/endpoint-samples.ts'
import type { Sample } from '../../support/requests/samples/sample.ts'

const cloud = testCloud()
let superuser: Superuser
beforeAll(() => {
  superuser = openSuperuser(cloud().databaseUrl)
})
afterAll(() => superuser?.end())

/** A workspace, and everybody who may come to it. */
type Company = { scene: Scene; callers: Caller[] }

async function makeCompany(): Promise<Company> {
  const scene = await makeScene(superuser)
  const callers: Caller[] = []
  // One after the other: log-ins at the same moment would each want a process of their own.
  for (const kind of callerKinds) callers.push(await makeCaller(kind, scene, cloud().origin))
  return { scene, callers }
}

/** Kept for the next endpoint, since logging in costs more than all the rest. */
const idle: Company[] = []

/** Changes its callers, or goes on in the background when it has answered. */
const leavesTraces = (name: EndpointName, { auth, method }: EndpointDefinition) =>
  (method === 'POST' && (auth === 'person' || auth === 'cookie')) ||
  ['leaveWorkspace', 'deleteWorkspace', 'inviteMember', 'createGeneration', 'retryGeneration'].includes(name)

/** A public endpoint tells nobody apart: a stranger, somebody who is let in elsewhere, and who is let in no more. */
const anybody: CallerKind[] = ['anonymous', 'outsider', 'revoked key']
const kindsFor = ({ auth }: EndpointDefinition): readonly CallerKind[] =>
  auth === 'public' ? anybody : callerKinds

const addressOf = ({ path }: EndpointDefinition, { params = {}, query }: Sample) =>
  path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '') +
  (query ? `?${new URLSearchParams(query)}` : '')

/** An empty text when the answer is the promised one. */
function judge({ status, body }: Answer<unknown>, promised: Outcome, endpoint: EndpointDefinition): string {
  const told = `${status} ${JSON.stringify(body).slice(0, 300)}`
  if (promised === 'success') {
    const fits = status === endpoint.status && endpoint.response.safeParse(body).success
    return fits ? '' : `expected ${endpoint.status}, got ${told}`
  }
  const code = (body as { error?: { code?: string } })?.error?.code
  const isPromised = status === errors[promised].status && code === promised
  return isPromised ? '' : `expected ${errors[promised].status} ${promised}, got ${told}`
}

/** Complaints about one call. `isInside`: it is for the workspace, which it may change and tell of. */
async function tryOut(
  name: EndpointName,
  endpoint: EndpointDefinition,
  scene: Scene,
  caller: Caller,
  { promised, isInside }: { promised: Outcome; isInside: boolean },
): Promise<string[]> {
  const isOfWorkspace = caller.kind !== 'outsider' && caller.kind !== 'leaver'
  const people = [scene.owner, scene.viewer, ...(isOfWorkspace && caller.person ? [caller.person] : [])]
  const ids = people.map(({ id }) => id)
  const sample = await samples[name](scene, caller)
  const before = await dumpWorkspace(superuser, scene.workspaceId, ids)
  const { method } = endpoint
  const { body, headers = {} } = sample
  const answer = await caller.call(addressOf(endpoint, sample), { method, body, headers })
  const complaints = [judge(answer, promised, endpoint)]
  if (!isInside) {
    const after = await dumpWorkspace(superuser, scene.workspaceId, ids)
    if (after !== before) complaints.push('changed rows of the workspace')
    const told = JSON.stringify(answer.body)
    if ([scene.marker, scene.workspaceId, ...ids].some((secret) => told.includes(secret))) {
      complaints.push(`told of the workspace: ${told}`)
    }
  }
  return complaints.filter(Boolean).map((complaint) => `${caller.kind}: ${complaint}`)
}

const all = Object.entries(endpoints) as [EndpointName, EndpointDefinition][]
/** Who came to which endpoint; a second try is no second case. */
const cases = new Set<string>()

describe('only whom the contracts let in succeeds, and nobody else changes or learns anything', () => {
  test.concurrent.each(all)('%s', { timeout: 300_000 }, async (name, endpoint) => {
    const isQuiet = !leavesTraces(name, endpoint)
    const company = (isQuiet ? idle.pop() : undefined) ?? (await makeCompany())
    const { scene, callers } = company
    const visitors = callers.filter(({ kind }) => kindsFor(endpoint).includes(kind))
    const plans = visitors.map((caller) => {
      const promised = outcomeOf(name, endpoint, caller.kind)
      const isInside = promised === 'success' && endpoint.auth !== 'public' && caller.kind !== 'outsider'
      return { caller, promised, isInside }
    })
    const complaints: string[] = []
    // Whoever must leave no trace comes first, while nobody else is at work.
    for (const plan of plans.toSorted((one, other) => Number(one.isInside) - Number(other.isInside))) {
      complaints.push(...(await tryOut(name, endpoint, scene, plan.caller, plan)))
      cases.add(`${plan.caller.kind} ${name}`)
    }
    if (isQuiet) idle.push(company)
    expect(complaints).toEqual([])
  })
})

test('every endpoint was tried by every caller, the public ones by anybody', () => {
  console.log(`access matrix: ${cases.size} cases`)
  expect(cases.size).toBe(all.flatMap(([, endpoint]) => kindsFor(endpoint)).length)
})
