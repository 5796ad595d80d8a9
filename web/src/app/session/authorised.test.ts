import { expect, test } from 'vitest'
import { ApiError, Cancelled, NetworkError } from '../api/api-error.ts'
import { authorised } from './authorised.ts'
import type { KeptSession } from './session.ts'
import { singleFlight } from './single-flight.ts'

const now = 1_800_000_000_000
const hour = 3_600_000

const sessionWith = (accessToken: string, workspaceId = 'wsp_a'): KeptSession => ({
  accessToken,
  expiresAt: now + hour,
  user: { id: 'usr_asha', name: 'Asha', email: 'asha@example.in' },
  workspace: { id: workspaceId, name: 'Chai Point', role: 'owner', tier: 'starter', dailyLimitPaise: null },
})

const refusal = () => new ApiError(401, { code: 'unauthorized', message: '' })

/** A session that is renewed to what `next` gives, and an API that takes these tokens alone. */
const start = (first: KeptSession | null, next: () => KeptSession | null, taken: string[]) => {
  let session = first
  const seen = { renewals: 0, ended: 0, sent: [] as string[] }
  const keeper = {
    current: () => session,
    renew: singleFlight(async () => {
      seen.renewals += 1
      await Promise.resolve()
      session = next()
    }),
    end: () => {
      seen.ended += 1
      session = null
    },
  }
  const send = async (token: string) => {
    seen.sent.push(token)
    if (!taken.includes(token)) throw refusal()
    return `by ${token}`
  }
  const switchTo = (other: KeptSession | null) => {
    session = other
  }
  return { seen, keeper, switchTo, send, ask: () => authorised(send, keeper, () => now) }
}

test('calls that are refused at the same time share one renewal, and are sent once more', async () => {
  const { ask, seen } = start(sessionWith('old'), () => sessionWith('new'), ['new'])
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['by new', 'by new', 'by new'])
  expect(seen).toEqual({ renewals: 1, ended: 0, sent: ['old', 'old', 'old', 'new', 'new', 'new'] })
})

test('a refusal that comes after the renewal does not renew again', async () => {
  const { keeper, seen, switchTo } = start(sessionWith('old'), () => sessionWith('never'), [])
  const answer = authorised(
    async (token) => {
      if (token === 'new') return 'done'
      switchTo(sessionWith('new'))
      throw refusal()
    },
    keeper,
    () => now,
  )
  expect(await answer).toBe('done')
  expect(seen.renewals).toBe(0)
})

test('a token that is about to end is renewed before it is sent', async () => {
  const { ask, seen } = start({ ...sessionWith('old'), expiresAt: now + 59_000 }, () => sessionWith('new'), [
    'new',
  ])
  expect(await ask()).toBe('by new')
  expect(seen).toMatchObject({ renewals: 1, sent: ['new'] })
})

test('nothing is sent again as somebody else or in another workspace', async () => {
  const moved = start(sessionWith('old'), () => sessionWith('new', 'wsp_b'), ['new'])
  await expect(moved.ask()).rejects.toThrow(Cancelled)
  expect(moved.seen.sent).toEqual(['old'])

  const loggedOut = start(sessionWith('old'), () => null, ['new'])
  await expect(loggedOut.ask()).rejects.toMatchObject({ code: 'unauthorized' })
  expect(loggedOut.seen).toEqual({ renewals: 1, ended: 0, sent: ['old'] })
})

test('who was removed from the workspace gets a token for another one, and stays logged in where there is none', async () => {
  const removed = () => Promise.reject(new ApiError(403, { code: 'no_workspace', message: '' }))
  const moved = start(sessionWith('old'), () => sessionWith('new', 'wsp_b'), [])
  await expect(authorised(removed, moved.keeper, () => now)).rejects.toThrow(Cancelled)
  expect(moved.seen.renewals).toBe(1)

  const kept = start(sessionWith('old'), () => sessionWith('new'), [])
  await expect(authorised(removed, kept.keeper, () => now)).rejects.toMatchObject({ code: 'no_workspace' })
  expect(kept.seen).toMatchObject({ renewals: 1, ended: 0 })
})

test('who is not logged in sends nothing', async () => {
  const { ask, seen } = start(null, () => sessionWith('new'), ['new'])
  await expect(ask()).rejects.toMatchObject({ status: 401, code: 'unauthorized' })
  expect(seen.sent).toEqual([])
})

test('where even the new token is refused the session is over', async () => {
  const { ask, seen } = start(sessionWith('old'), () => sessionWith('new'), [])
  await expect(ask()).rejects.toMatchObject({ code: 'unauthorized' })
  expect(seen).toEqual({ renewals: 1, ended: 1, sent: ['old', 'new'] })
})

test('other errors, and a renewal without an answer, are passed on and leave the session', async () => {
  const { keeper, seen } = start(sessionWith('old'), () => sessionWith('new'), [])
  const wrong = new ApiError(401, { code: 'code_wrong', message: '' })
  const refused = authorised(
    () => Promise.reject(wrong),
    keeper,
    () => now,
  )
  await expect(refused).rejects.toBe(wrong)
  expect(seen.renewals).toBe(0)

  const offline = { ...keeper, renew: () => Promise.reject(new NetworkError('no answer')) }
  const cut = authorised(
    () => Promise.reject(refusal()),
    offline,
    () => now,
  )
  await expect(cut).rejects.toThrow(NetworkError)
  expect(keeper.current()?.accessToken).toBe('old')
  expect(seen.ended).toBe(0)
})
