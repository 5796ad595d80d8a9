import { afterAll, beforeAll, expect, test } from 'vitest'
import { picturesOf } from '../../../contracts/limits.ts'
import { takeTurns } from '../../../functions/creative/turns/turns.sql.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { testLogins } from '../../support/cloud/database-logins.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { eventually } from '../../support/eventually.ts'
import { newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

// Of its own: it looks at all that is under way.
const cloud = ownCloud({ concurrency: 10 })
const as = testLogins(cloud)
let superuser: Superuser
beforeAll(() => {
  superuser = openSuperuser(cloud().databaseUrl)
})
afterAll(() => superuser?.end())

const inTurn = (workspaceId: string) =>
  superuser.rows<{ id: string; pictures: number }>(
    `select id, turn_pictures as pictures from creative.generations
     where workspace_id = $1 and turn_at is not null and status in ('queued', 'running')`,
    [workspaceId],
  )
const cancel = ({ call }: Member, id: string) => call(`/v1/generations/${id}/cancel`, { method: 'POST' })
const waiting = async () =>
  (await superuser.rows(`select from creative.generations where status = 'queued' and turn_at is null`))
    .length

test('who asks for much waits for themselves; somebody else is drawn at once, and nothing is left waiting', async () => {
  const { atOnce } = picturesOf.starter
  const [hog, bystander] = [await newMember(cloud()), await newMember(cloud())]
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word })
  const asked = await Promise.all(Array.from({ length: 2 * atOnce }, () => hog.generate(brief)))
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([202]))
  const first = (await inTurn(hog.workspaceId)).map(({ id }) => id)
  expect(first).toHaveLength(atOnce)

  const { body: other } = await bystander.generate('one cup of chai')
  expect(await bystander.ended(other.id)).toMatchObject({ status: 'succeeded' })
  expect(await waiting()).toBe(atOnce)

  cloud().vendors.google.clearFaults()
  // One that is cancelled leaves its place to the next.
  await Promise.all(first.map((id) => cancel(hog, id)))
  const left = asked.map(({ body }) => body.id).filter((id) => !first.includes(id))
  for (const id of left) expect(await hog.ended(id, 60_000)).toMatchObject({ status: 'succeeded' })
})

test('a generation of more pictures than a workspace may have at a time has its turn alone', async () => {
  const member = await newMember(cloud())
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word })
  const { body: large } = await member.generate(brief, { count: 8 })
  await member.generate(brief)
  expect(await inTurn(member.workspaceId)).toEqual([{ id: large.id, pictures: 8 }])
  cloud().vendors.google.clearFaults()
  await cancel(member, large.id)
  await eventually(waiting, (left) => left === 0)
})

test('turns that are given at the same moment are given once, and never more than the stage can bear', async () => {
  const members = await Promise.all(Array.from({ length: 4 }, () => newMember(cloud())))
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word })
  const asked = await Promise.all(members.map(({ generate }) => generate(brief, { count: 2 })))
  const ids = asked.map(({ body }) => body.id)
  await superuser.rows(
    `update creative.generations set status = 'queued', turn_at = null where id = any($1)`,
    [ids],
  )
  const given = await Promise.all(
    Array.from({ length: 6 }, () => takeTurns(as('creative').of({}), 5, new Date())),
  )
  expect(given.flat()).toHaveLength(2)
  await Promise.all(members.map((member, index) => cancel(member, ids[index] ?? '')))
})
