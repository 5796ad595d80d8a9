import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Generation } from '../../../contracts/creative.ts'
import { type SocketMessage, socketMessage } from '../../../contracts/realtime.ts'
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

const cloud = testCloud()
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

type Ticket = { url: string; ticket: string; expiresIn: number }
type Caller = Pick<Member, 'call'>
const newTicket = async (of: Caller = member) =>
  (await of.call<Ticket>('/v1/realtime/tickets', { method: 'POST' })).body

/** Opens a socket; `refused` is the status of a handshake that was turned down. */
const open = (url: string) =>
  new Promise<{ socket: WebSocket; messages: SocketMessage[] } | { refused: number | undefined }>(
    (resolve) => {
      const socket = new WebSocket(url)
      const messages: SocketMessage[] = []
      socket.on('message', (data) => messages.push(socketMessage.parse(JSON.parse(String(data)))))
      socket.once('open', () => resolve({ socket, messages }))
      socket.once('unexpected-response', (_request, response) => resolve({ refused: response.statusCode }))
    },
  )

const opened = async (of: Caller = member) => {
  const { url, ticket } = await newTicket(of)
  const result = await open(`${url}?ticket=${ticket}`)
  if ('refused' in result) throw new Error(`refused with ${result.refused}`)
  return result
}

test('two pages of a workspace hear the same of a generation, numbered without gaps, and a stranger nothing', async () => {
  const stranger = await newMember(cloud())
  const [one, two, theirs] = await Promise.all([opened(), opened(), opened(stranger)])
  const { body } = await member.generate('in two tabs', { aspectRatios: ['1:1', '9:16'], count: 2 })
  const isFinished = (messages: SocketMessage[]) =>
    messages.some(({ type }) => type === 'generation.finished')
  await eventually(
    async () => [one.messages, two.messages],
    (both) => both.every(isFinished),
  )
  const bySeq = (messages: SocketMessage[]) => [...messages].sort((a, b) => a.seq - b.seq)
  expect(bySeq(one.messages)).toEqual(bySeq(two.messages))
  const numbers = bySeq(one.messages).map(({ seq }) => seq)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  const seen = one.messages.flatMap((message) =>
    message.type === 'generation.progress' ? message.pictures.map(({ status }) => status) : [],
  )
  expect(new Set(seen)).toEqual(new Set(['writing_prompt', 'rendering', 'ready']))
  const { finishedAt } = (await member.call<Generation>(`/v1/generations/${body.id}`)).body
  expect(one.messages.at(-1)).toMatchObject({ type: 'generation.finished', status: 'succeeded', finishedAt })
  expect(one.messages.every(({ generationId }) => generationId === body.id)).toBe(true)
  expect(theirs.messages).toEqual([])
})

test('a ticket opens one socket, and only a real one does', async () => {
  const { url, ticket, expiresIn } = await newTicket()
  expect(expiresIn).toBe(30)
  expect(await open(`${url}?ticket=${ticket}`)).toHaveProperty('socket')
  expect(await open(`${url}?ticket=${ticket}`)).toEqual({ refused: 401 })
  expect(await open(`${url}?ticket=made-up`)).toEqual({ refused: 401 })
  expect(await open(url)).toEqual({ refused: 401 })
})

test('nobody gets a ticket without a token', async () => {
  const answer = await outsider(cloud().origin).refused('/v1/realtime/tickets', { method: 'POST' })
  expect(answer.status).toBe(401)
})

test('a page that is gone is forgotten, and the others go on hearing', async () => {
  const other = await newMember(cloud())
  const [gone, stays] = await Promise.all([opened(other), opened(other)])
  gone.socket.terminate()
  await other.ended((await other.generate('one tab left')).body.id)
  await eventually(
    async () => stays.messages,
    (messages) => messages.some(({ type }) => type === 'generation.finished'),
  )
})

describe('a socket ends with what it was opened by', () => {
  /** Resolves with the code of the closing; a socket that stays open fails the test by its time. */
  const closed = async ({ socket }: { socket: WebSocket }) => {
    if (socket.readyState === WebSocket.CLOSED) return
    await once(socket, 'close', { signal: AbortSignal.timeout(30_000) })
  }
  /** Waits until a page has heard all of a new generation, and gives its id. */
  const hears = async (maker: Member, { messages }: { messages: SocketMessage[] }) => {
    const { id } = (await maker.generate('who still hears')).body
    await eventually(
      async () => messages,
      (heard) =>
        heard.some(({ type, generationId }) => type === 'generation.finished' && generationId === id),
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
    [
      'has their cookie stolen',
      async (me) => {
        await refresh(cloud().origin, me.cookie)
        await asSuperuser(
          cloud().databaseUrl,
          `update auth.refresh_tokens set used_at = now() - interval '11 seconds'
            where session_id = $1 and used_at is not null`,
          [sessionOf(me.session.accessToken)],
        )
        return refresh(cloud().origin, me.cookie)
      },
    ],
    [
      'is removed from the workspace',
      (me, owner) => owner.call(`/v1/members/${me.account.id}/remove`, { method: 'POST' }),
    ],
    ['leaves the workspace', (me) => me.call('/v1/workspace/leave', { method: 'POST' })],
  ]
  test.each(endings)('when somebody %s, and the others go on hearing', async (_what, end) => {
    const me = await newColleague(cloud(), { workspaceId: member.workspaceId, role: 'editor' })
    const [tab, otherTab, theirs] = [await opened(me), await opened(me), await opened(member)]
    const ended = Promise.all([closed(tab), closed(otherTab)])
    await end(me, member)
    await ended
    const id = await hears(member, theirs)
    expect(tab.messages.filter(({ generationId }) => generationId === id)).toEqual([])
  })

  test('also when it is one of more than a hundred', async () => {
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

  test('when a key is revoked', async () => {
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
})
