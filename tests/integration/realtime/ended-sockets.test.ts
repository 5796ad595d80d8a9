import { once } from 'node:events'
import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SocketMessage } from '../../../contracts/realtime.ts'
import { logOut, refresh } from '../../support/browser/tabs.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { sessionOf } from '../../support/people/access-tokens.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import {
  type Colleague,
  logIn,
  type Member,
  newColleague,
  newMember,
  outsider,
} from '../../support/people/client.ts'
import { sessionsOf } from '../../support/people/sessions.ts'
import { newTicket, open, opened } from '../../support/people/sockets.ts'

const cloud = testCloud()
const { useStolenCookie } = sessionsOf(cloud)
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

/** Waits for its end; a socket that stays open fails the test. */
const closed = async ({ socket }: { socket: WebSocket }) => {
  if (socket.readyState === WebSocket.CLOSED) return
  await once(socket, 'close', { signal: AbortSignal.timeout(30_000) })
}

/** Waits until a page has heard all of a new generation, and gives its id. */
const hears = async (maker: Member, { messages }: { messages: SocketMessage[] }) => {
  const { id } = (await maker.generate('who still hears')).body
  await eventually(
    async () => messages,
    (heard) => heard.some(({ type, generationId }) => type === 'generation.finished' && generationId === id),
  )
  return id
}

const endings: [string, (me: Colleague, owner: Member) => Promise<unknown>][] = [
  ['logs out', (me) => logOut(cloud().origin, me.cookie)],
  [
    'is signed out from another device',
    async (me) => {
      const elsewhere = await logIn(cloud().origin, me.account)
      const path = `/v1/auth/sessions/${sessionOf(me.session.accessToken)}/end`
      return elsewhere.call(path, { method: 'POST' })
    },
  ],
  ['signs out everywhere', (me) => me.call('/v1/auth/sessions/end-all', { method: 'POST' })],
  [
    'has a new password set elsewhere',
    async (me) => {
      const elsewhere = await logIn(cloud().origin, me.account)
      return elsewhere.call('/v1/auth/password/change', { body: { password: 'another lantern river 8' } })
    },
  ],
  ['has their cookie stolen', useStolenCookie],
  [
    'is removed from the workspace',
    (me, owner) => owner.call(`/v1/members/${me.account.id}/remove`, { method: 'POST' }),
  ],
  ['leaves the workspace', (me) => me.call('/v1/workspace/leave', { method: 'POST' })],
]
test.each(endings)('a socket ends when somebody %s, and the others go on hearing', async (_what, end) => {
  const me = await newColleague(cloud(), { workspaceId: member.workspaceId, role: 'editor' })
  const [tab, otherTab, theirs] = [await opened(me), await opened(me), await opened(member)]
  const ended = Promise.all([closed(tab), closed(otherTab)])
  await end(me, member)
  await ended
  const id = await hears(member, theirs)
  expect(tab.messages.filter(({ generationId }) => generationId === id)).toEqual([])
})

test('a socket ends also when it is one of more than a hundred', async () => {
  const first = await newColleague(cloud())
  await asSuperuser(
    cloud().databaseUrl,
    `insert into auth.sessions (id, user_id, device, address, chain_key, created_at, last_used_at)
      select 'ses_0' || left(md5($1 || n::text), 25), $1, 'Phone', '10.0.0.1', 'none', now(), now()
      from generate_series(1, 120) n`,
    [first.account.id],
  )
  // In whichever generation they are ended, one of the two comes after a hundred others.
  const last = await logIn(cloud().origin, first.account)
  const ended = Promise.all([closed(await opened(first)), closed(await opened(last))])
  await last.call('/v1/auth/sessions/end-all', { method: 'POST' })
  await ended
})

test('a socket ends when the key is revoked that it was opened by', async () => {
  const { body } = await member.call<{ id: string; key: string }>('/v1/api-keys', {
    body: { name: 'Wall screen', role: 'viewer' },
  })
  const screen = await opened(outsider(cloud().origin, body.key))
  const ended = closed(screen)
  await member.call(`/v1/api-keys/${body.id}/revoke`, { method: 'POST' })
  await ended
})

test("a session's end closes no socket of another session of the same person", async () => {
  const phone = await newMember(cloud())
  const laptop = await logIn(cloud().origin, phone.account)
  const [onPhone, onLaptop] = [await opened(phone), await opened(laptop)]
  const ended = closed(onLaptop)
  await logOut(cloud().origin, laptop.cookie)
  await ended
  await hears(phone, onPhone)
})

test('leaving one workspace closes no socket in another', async () => {
  const me = await newMember(cloud())
  const other = await newColleague(cloud())
  await asSuperuser(
    cloud().databaseUrl,
    `insert into auth.members (workspace_id, user_id, role, created_at) values ($1, $2, 'viewer', now())`,
    [other.workspaceId, me.account.id],
  )
  const there = await refresh(cloud().origin, me.cookie, { workspaceId: other.workspaceId })
  const [here, away] = [await opened(me), await opened(outsider(cloud().origin, there.body.accessToken))]
  const ended = closed(away)
  await other.call(`/v1/members/${me.account.id}/remove`, { method: 'POST' })
  await ended
  await hears(me, here)
})

test('one that is still opening is not given up: the event comes again until it has closed', async () => {
  const me = await newColleague(cloud())
  const { ticket } = await newTicket(me)
  // API Gateway calls a socket gone until `$connect` has answered; this one it never heard of.
  const requestContext = { connectionId: 'L0SM9cOFvHcCIhw=', requestId: 'opening' }
  const connected = await cloud().invoke('realtime/sockets/connect', {
    requestContext,
    queryStringParameters: { ticket },
  })
  expect(connected).toMatchObject({ ok: true, payload: { statusCode: 200 } })
  const closeSockets = () =>
    cloud().invoke('realtime/subscribers/close-sockets', {
      id: 'twice',
      'detail-type': 'access.ended',
      detail: { credentials: [sessionOf(me.session.accessToken)] },
    })
  expect(await closeSockets()).toMatchObject({ ok: false, errorMessage: expect.stringMatching(/opening/) })
  await cloud().invoke('realtime/sockets/disconnect', { requestContext })
  expect(await closeSockets()).toMatchObject({ ok: true })
})

test('a ticket of a session that has ended opens none', async () => {
  const me = await newColleague(cloud())
  const tab = await opened(me)
  const { url, ticket } = await newTicket(me)
  const ended = closed(tab)
  await logOut(cloud().origin, me.cookie)
  await ended
  const late = await open(`${url}?ticket=${ticket}`)
  expect('refused' in late && late.refused).toBe(401)
})
