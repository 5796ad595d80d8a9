import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { schedules, subscriptions } from '../../../contracts/triggers.ts'
import { newId } from '../../../functions/platform/crypto/ids.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { sessionOf } from '../../support/people/access-tokens.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { newColleague, newMember } from '../../support/people/client.ts'
import { ageDeletion, deleteWorkspace } from '../../support/people/deletion.ts'
import { mailsTo } from '../../support/people/links.ts'
import { newcomer } from '../../support/people/newcomer.ts'
import { opened } from '../../support/people/sockets.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)

/** Calls the function two times at the same moment: with the same event, or by the clock without a detail. */
type Twice = (detail?: object) => Promise<unknown>

/** What each function that the bus or the clock calls does once, or without harm two times. */
const cases: Record<string, (twice: Twice) => Promise<void>> = {
  'auth/subscribers/send-link': async (twice) => {
    const { account } = await newColleague(cloud())
    const linkId = newId('lnk')
    await superuser(
      `insert into auth.links (id, kind, email, created_at, expires_at) values ($1, 'reset', $2, now(), now() + '1 hour')`,
      [linkId, account.email],
    )
    await twice({ linkId })
    await twice({ linkId })
    expect(await mailsTo(cloud(), account.email)).toHaveLength(1)
  },

  'auth/subscribers/send-invitation': async (twice) => {
    const { workspaceId, account } = await newColleague(cloud())
    const { email } = newcomer()
    const invitationId = newId('inv')
    await superuser(
      `insert into auth.invitations (id, workspace_id, email, role, invited_by, invited_by_id, created_at, expires_at)
        values ($1, $2, $3, 'viewer', 'Asha', $4, now(), now() + '7 days')`,
      [invitationId, workspaceId, email, account.id],
    )
    await twice({ workspaceId, invitationId })
    await twice({ workspaceId, invitationId })
    expect(await mailsTo(cloud(), email)).toHaveLength(1)
  },

  'auth/subscribers/send-security-notice': async (twice) => {
    const { account } = await newColleague(cloud())
    await twice({ userId: account.id, notice: 'password_changed' })
    expect(await mailsTo(cloud(), account.email)).toHaveLength(1)
    // Another event tells of another change.
    await twice({ userId: account.id, notice: 'password_changed' })
    expect(await mailsTo(cloud(), account.email)).toHaveLength(2)
  },

  'auth/subscribers/note-guesses': async (twice) => {
    const { account } = await newColleague(cloud())
    await twice({ userId: account.id, network: '10.1.2.3' })
    await twice({ userId: account.id, network: '10.1.2.4' })
    const told = `select address from audit.entries where actor_id = $1 and action = 'session.guessed'`
    expect(await superuser(told, [account.id])).toEqual([{ address: '10.1.2.3' }])
  },

  'realtime/subscribers/close-sockets': async (twice) => {
    const me = await newColleague(cloud())
    const tabs = [await opened(me), await opened(me)]
    const closed = Promise.all(
      tabs.map(({ socket }) => once(socket, 'close', { signal: AbortSignal.timeout(30_000) })),
    )
    await twice({ credentials: [sessionOf(me.session.accessToken)] })
    await closed
  },

  // Pages are told two times, and show the same: a message is a hint.
  'realtime/subscribers/announce-finished-generation': async (twice) => {
    const me = await newColleague(cloud())
    const { messages } = await opened(me)
    const generationId = newId('gen')
    const end = { generationId, status: 'failed', finishedAt: new Date().toISOString() }
    await twice({ workspaceId: me.workspaceId, ...end })
    await eventually(
      async () => messages,
      (heard) => heard.length >= 2,
    )
    const expected = { type: 'generation.finished', ...end }
    expect(messages.toSorted((one, other) => one.seq - other.seq)).toEqual([
      { seq: 1, ...expected },
      { seq: 2, ...expected },
    ])
  },

  'creative/schedules/sweep-generations': async (twice) => {
    const member = await newMember(cloud())
    const { id } = await member.ended((await member.generate('swept two times')).body.id)
    await superuser(`update creative.pictures set status = 'rendering' where generation_id = $1`, [id])
    await superuser(
      `update creative.generations set status = 'running', finished_at = null, updated_at = now() - interval '1 minute'
        where id = $1`,
      [id],
    )
    await twice()
    expect(await member.ended(id)).toMatchObject({ status: 'succeeded' })
    const runs = cloud()
      .aws.executions()
      .filter(({ name }) => name.startsWith(id))
    expect(runs).toHaveLength(2)
    const [row] = await superuser('select run, lost_runs from creative.generations where id = $1', [id])
    expect(row).toEqual({ run: 2, lost_runs: 1 })
  },

  'creative/schedules/remove-deleted': async (twice) => {
    const { brand, call } = await newMember(cloud())
    await call(`/v1/brands/${brand.id}`, { method: 'DELETE' })
    await superuser(
      `update creative.deletions set deleted_at = deleted_at - interval '31 days' where subject_id = $1`,
      [brand.id],
    )
    await twice()
    expect(await superuser('select from creative.brands where id = $1', [brand.id])).toEqual([])
  },

  'creative/subscribers/stop-workspace': async (twice) => {
    const member = await newMember(cloud())
    const { id } = await member.ended((await member.generate('stopped two times')).body.id)
    await superuser(
      `update creative.generations set status = 'running', finished_at = null, updated_at = now() where id = $1`,
      [id],
    )
    await twice({ workspaceId: member.workspaceId })
    expect(await member.find(id)).toMatchObject({ status: 'cancelled' })
  },

  'creative/subscribers/remove-workspace': async (twice) => {
    const { workspaceId } = await newMember(cloud())
    await twice({ workspaceId })
    expect(await superuser('select from creative.brands where workspace_id = $1', [workspaceId])).toEqual([])
  },

  'auth/schedules/sweep-identity': async (twice) => {
    const [me, other] = [await newColleague(cloud()), await newColleague(cloud())]
    const sessions = [me, other].map(({ session }) => sessionOf(session.accessToken))
    await superuser('update auth.refresh_tokens set expires_at = now() where session_id = $1', [sessions[0]])
    await twice()
    const rows = await superuser(
      `select ended_why, (select count(*)::integer from auth.refresh_tokens where session_id = s.id) as tokens
        from auth.sessions s where id = any($1) order by ended_why nulls last`,
      [sessions],
    )
    expect(rows).toEqual([
      { ended_why: 'expired', tokens: 0 },
      { ended_why: null, tokens: 1 },
    ])
  },

  'auth/schedules/remove-deleted': async (twice) => {
    const [gone, recent] = [await newColleague(cloud()), await newColleague(cloud())]
    for (const each of [gone, recent]) expect(await deleteWorkspace(each)).toBe('200')
    await ageDeletion(superuser, 'workspaces', gone.workspaceId, 31)
    await twice()
    const ids = [gone.workspaceId, recent.workspaceId]
    const left = await superuser<{ id: string }>('select id from auth.workspaces where id = any($1)', [ids])
    expect(left).toEqual([{ id: recent.workspaceId }])
  },

  'system/schedules/sweep-webhooks': async (twice) => {
    await superuser(
      `insert into webhooks.seen (vendor, key, seen_at)
        values ('twice', 'old', now() - interval '31 days'), ('twice', 'recent', now())`,
    )
    await twice()
    expect(await superuser(`select key from webhooks.seen where vendor = 'twice'`)).toEqual([
      { key: 'recent' },
    ])
  },
}

const called = [...schedules, ...subscriptions].map((trigger) => ({ event: undefined, ...trigger }))

test.each(called)('$handler, two times at the same moment, does no harm', async ({ handler, event }) => {
  const call = (payload: object) => Promise.all([1, 2].map(() => cloud().invoke(handler, payload)))
  const twice: Twice = async (detail) => {
    const calls = await call(event ? { id: randomUUID(), 'detail-type': event, detail } : {})
    expect(calls, handler).toContainEqual(expect.objectContaining({ ok: true }))
  }
  // So that neither of the two waits for its process to start; a subscriber refuses this.
  await call({})
  const check = cases[handler]
  if (!check) throw new Error(`add a case for ${handler} to this file`)
  await check(twice)
})
