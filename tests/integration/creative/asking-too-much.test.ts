import { afterAll, beforeAll, expect, test } from 'vitest'
import { picturesOf } from '../../../contracts/limits.ts'
import { indianDay } from '../../../functions/creative/turns/indian-day.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { type Member, newMember, outsider } from '../../support/people/client.ts'

const cloud = testCloud()
let superuser: Superuser
beforeAll(() => {
  superuser = openSuperuser(cloud().databaseUrl)
})
afterAll(() => superuser?.end())

/** As though `subject` had asked for so much, on a day that is `daysAgo`. */
const hasAsked = (subject: string, pictures: number, { daysAgo = 0 } = {}) =>
  superuser.rows(
    `insert into creative.asked values ($1, $2::date - $3::integer, $4, 0)
     on conflict (subject) do update set day = excluded.day, pictures = excluded.pictures`,
    [subject, indianDay(Date.now()), daysAgo, pictures],
  )
const generations = async ({ call }: Member) =>
  (await call<{ items: unknown[] }>('/v1/generations')).body.items.length
const { aDay, ofPersonADay } = picturesOf.starter

test('a workspace asks for so many pictures a day; the one too many stores nothing and says until when', async () => {
  const member = await newMember(cloud())
  await hasAsked(member.workspaceId, aDay - 3)
  const refused = await member.generate('four too many', { count: 4 })
  expect(refused).toMatchObject({
    status: 429,
    body: { error: { code: 'day_is_full', message: expect.stringContaining('after midnight') } },
  })
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(24 * 60 * 60)
  expect(await generations(member)).toBe(0)
  expect((await member.generate('three are left', { count: 3 })).status).toBe(202)
  await hasAsked(member.workspaceId, aDay, { daysAgo: 1 })
  expect((await member.generate('a new day', { count: 3 })).status).toBe(202)
})

test('the same generation asked for again with its key counts once', async () => {
  const member = await newMember(cloud())
  await hasAsked(member.workspaceId, aDay - 1)
  const ask = () =>
    member.call('/v1/generations', {
      body: { brandId: member.brand.id, brief: 'once', aspectRatios: ['1:1'], count: 1 },
      headers: { 'idempotency-key': 'once-only' },
    })
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
})

test('pictures that are tried again count too', async () => {
  const member = await newMember(cloud())
  cloud().vendors.google.addFault({ fault: 'output_blocked', match: 'never drawn' })
  const { body } = await member.generate('never drawn')
  await member.ended(body.id)
  await hasAsked(member.workspaceId, aDay)
  const retry = () => member.call(`/v1/generations/${body.id}/retry`, { method: 'POST' })
  expect(await retry()).toMatchObject({ status: 429, body: { error: { code: 'day_is_full' } } })
  expect(await member.find(body.id)).toMatchObject({ status: 'failed' })
})

test('a person is counted in all their workspaces together, a key with its workspace alone', async () => {
  const member = await newMember(cloud())
  await hasAsked(member.account.id, ofPersonADay)
  expect(await member.generate('too many for one person')).toMatchObject({
    status: 429,
    body: { error: { message: expect.stringContaining('You may') } },
  })
  const { body: made } = await member.call<{ key: string }>('/v1/api-keys', {
    body: { name: 'shop', role: 'editor' },
  })
  const key = outsider(cloud().origin, made.key)
  const input = { brandId: member.brand.id, brief: 'by a program', aspectRatios: ['1:1'], count: 1 }
  expect(await key.call('/v1/generations', { body: input })).toMatchObject({ status: 202 })
})
