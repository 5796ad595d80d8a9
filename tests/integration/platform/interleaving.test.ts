import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashSecret, newSecret } from '../../../functions/platform/crypto/ids.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { sessionOf } from '../../support/people/access-tokens.ts'
import { outsider } from '../../support/people/client.ts'
import {
  type Caller,
  makeCaller,
  makeScene,
  newAddress,
  newId,
  type Scene,
} from '../../support/requests/endpoint-callers.ts'
import { samples } from '../../support/requests/endpoint-samples.ts'
import {
  isAboveViewer,
  send,
  type WritingEndpoint,
  writingEndpoints,
} from '../../support/requests/writing-endpoints.ts'

/** Once in `npm test`; `npm run test:interleaving` does it twenty times. */
const rounds = Number(process.env.INTERLEAVING_ROUNDS ?? 1)
/** Requests that are sent around an end. */
const requests = 4
/** About as long as an end takes, so that requests come before, during and after it. */
const spreadMs = 60

const cloud = testCloud()
let superuser: Superuser
let scene: Scene
/** An owner of the workspace to whom nobody does anything. */
let boss: Caller
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  scene = await makeScene(superuser)
  boss = await makeCaller('owner', scene, cloud().origin)
})
afterAll(() => superuser?.end())

/** How somebody loses what they stand on, as it is done. */
type End = {
  run: (caller: Caller) => Promise<{ status: number }>
  /** The line that is written down of it. */
  action: string
  subject: (caller: Caller) => string
  /** Keys of these roles that they made go with it, and so do their invitations unless there are none. */
  takes: readonly string[]
}
const userOf = ({ person }: Caller) => person?.id ?? ''
const post = { method: 'POST' }
const ends = {
  removal: {
    run: (caller) => boss.call(`/v1/members/${userOf(caller)}/remove`, post),
    action: 'member.removed',
    subject: userOf,
    takes: ['editor', 'viewer'],
  },
  demotion: {
    run: (caller) => boss.call(`/v1/members/${userOf(caller)}/change`, { body: { role: 'viewer' } }),
    action: 'member.changed',
    subject: userOf,
    takes: ['editor'],
  },
  'log-out': {
    run: ({ call, cookie }) =>
      call('/v1/auth/session/end', {
        ...post,
        headers: { 'x-dhol-csrf': '1', cookie },
      }),
    action: 'session.ended',
    subject: ({ token }) => sessionOf(token ?? ''),
    takes: [],
  },
  reset: {
    run: async ({ person }) => {
      const token = newSecret()
      await superuser.insert('auth.links', {
        id: newId('lnk'),
        kind: 'reset',
        email: person?.email,
        token_hash: hashSecret(token),
        created_at: new Date(),
        expires_at: new Date(Date.now() + 60_000),
      })
      const body = { token, password: 'rivers-under-nagpur-58' }
      return outsider(cloud().origin, undefined, newAddress()).call('/v1/auth/password/reset', { body })
    },
    action: 'user.password_reset',
    subject: userOf,
    takes: ['editor', 'viewer'],
  },
} satisfies Record<string, End>

/** What came of all that was sent. */
const seen = { ends: 0, done: 0, refused: 0 }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * What somebody did after their end. An entry is written while its act holds its person and workspace, so the
 * milliseconds in its id say which act came first; what the end itself took along came with the same request.
 */
const actsAfter = (userId: string, action: string, subject: string) =>
  superuser.rows<{ action: string }>(
    `select late.action from audit.entries late join audit.entries ending
        on ending.action = $2 and ending.subject = $3
      where late.actor_id = $1 and late.request_id <> ending.request_id
        and substr(late.id, 5, 10) > substr(ending.id, 5, 10)`,
    [userId, action, subject],
  )

/** Keys that still work, and invitations that can still be accepted. */
const leftBy = (userId: string, roles: readonly string[]) =>
  superuser.rows(
    `select id from auth.api_keys where created_by_id = $1 and revoked_at is null and role = any($2)
      union all select id from auth.invitations
        where invited_by_id = $1 and ended_at is null and cardinality($2::text[]) > 0`,
    [userId, roles],
  )

async function interleave({ name, endpoint }: WritingEndpoint, { run, action, subject, takes }: End) {
  // The endpoint before may have deleted it.
  await superuser.rows('update auth.workspaces set deleted_at = null where id = $1', [scene.workspaceId])
  // Those of earlier callers would soon be as many as there may be.
  await superuser.rows('delete from auth.api_keys where workspace_id = $1', [scene.workspaceId])
  const caller = await makeCaller('owner', scene, cloud().origin)
  const prepared = []
  for (let count = 0; count < requests; count++) prepared.push(await samples[name](scene, caller))
  const sent = prepared.map(async (sample) => {
    await pause(Math.random() * spreadMs)
    return send(caller, endpoint, sample)
  })
  const ended = pause(Math.random() * spreadMs).then(() => run(caller))
  const answers = await Promise.all(sent)
  for (const answer of answers) seen[answer.status < 300 ? 'done' : 'refused'] += 1
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  const { status } = await ended
  expect(status).toBeLessThan(500)
  // An act of the caller may have ended the session, or the link of the reset, first.
  if (status !== 200) return
  seen.ends += 1
  const id = userOf(caller)
  expect(await actsAfter(id, action, subject(caller))).toEqual([])
  expect(await leftBy(id, takes)).toEqual([])
}

const named = (all: WritingEndpoint[]) => all.map((each) => [each.name, each] as const)
const ofMembers = writingEndpoints.filter(({ endpoint }) => endpoint.auth === 'member')

describe.each(Array.from({ length: rounds }, (_, round) => round + 1))(
  'round %i: nothing is done after',
  (_) => {
    test.each(named(ofMembers))('a removal: %s', (_name, each) => interleave(each, ends.removal))
    test.each(named(ofMembers.filter(isAboveViewer)))('a demotion: %s', (_name, each) =>
      interleave(each, ends.demotion),
    )
    test.each(named(writingEndpoints))('a log-out: %s', (_name, each) => interleave(each, ends['log-out']))
    test.each(named(writingEndpoints))('a reset: %s', (_name, each) => interleave(each, ends.reset))
  },
)

test('the ends came among the acts', () => {
  console.log(`${rounds} rounds: ${JSON.stringify(seen)}`)
  expect(seen.ends).toBeGreaterThan(60 * rounds)
  expect(Math.min(seen.done, seen.refused)).toBeGreaterThan(50 * rounds)
})
