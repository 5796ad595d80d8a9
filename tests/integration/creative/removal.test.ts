import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Generation } from '../../../contracts/creative.ts'
import type { Deletion } from '../../../contracts/deletions.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { codeOf, type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)

const removeDue = () => cloud().invoke('creative/schedules/remove-deleted', {})
const tell = (subscriber: string, event: string, { workspaceId }: Member) =>
  cloud().invoke(`creative/subscribers/${subscriber}`, {
    id: randomUUID(),
    'detail-type': event,
    detail: { workspaceId },
  })

const draw = async (member: Member, brief: string) =>
  member.ended((await member.generate(brief, { aspectRatios: ['1:1', '4:5'], count: 2 })).body.id)
const remove = async ({ call }: Member, path: string) =>
  (await call<Deletion>(path, { method: 'DELETE' })).body
const restore = ({ refused }: Member, { id }: Deletion) =>
  codeOf(refused(`/v1/deletions/${id}/restore`, { method: 'POST' }))
/** Nobody waits for a month here. */
const age = (...deletions: Deletion[]) =>
  superuser(`update creative.deletions set deleted_at = deleted_at - interval '31 days' where id = any($1)`, [
    deletions.map(({ id }) => id),
  ])

/** More than go in one batch. */
const insertPictures = ({ workspaceId }: Member, { id }: Generation, count: number) =>
  superuser(
    `insert into creative.pictures (id, workspace_id, generation_id, position, aspect_ratio, status, storage_key,
        expected_seconds, updated_at)
      select 'pic_0' || lpad(n::text, 25, '0'), $1, $2, n, '1:1', 'failed', $2 || n, 1, now()
      from generate_series(100, 99 + $3) n`,
    [workspaceId, id, count],
  )

/** Which of the files of these pictures are there. */
const filesOf = async ({ pictures }: Pick<Generation, 'pictures'>) => {
  const urls = pictures.flatMap(({ asset }) => (asset ? [asset.url, asset.thumbnailUrl] : []))
  return Promise.all(urls.map(async (url) => (await fetch(`${cloud().origin}${url}`)).ok))
}
const rowsOf = async ({ workspaceId }: Member) => {
  const tables = ['brands', 'generations', 'pictures', 'deletions']
  const counts = tables.map(
    (table) => `(select count(*)::integer from creative.${table} where workspace_id = $1) as ${table}`,
  )
  return (await superuser(`select ${counts}`, [workspaceId]))[0]
}

test('what was deleted a month ago is removed with its files, and what was restored or is younger stays', async () => {
  const member = await newMember(cloud())
  const [kept, young, old, half] = await Promise.all(
    ['kept', 'young', 'old', 'half'].map((brief) => draw(member, brief)),
  )
  if (!kept || !young || !old || !half) throw new Error('nothing was made')
  const [restored, whole, picture] = await Promise.all([
    remove(member, `/v1/generations/${kept.id}`),
    remove(member, `/v1/generations/${old.id}`),
    remove(member, `/v1/pictures/${half.pictures[0]?.id}`),
    remove(member, `/v1/generations/${young.id}`),
  ])
  expect(await restore(member, restored)).toBe('200')
  await age(restored, whole, picture)
  expect(await restore(member, whole)).toBe('404 not_found')
  const again = member.refused(`/v1/generations/${old.id}`, { method: 'DELETE' })
  expect(await codeOf(again)).toBe('404 not_found')
  const list = await member.call<{ items: Deletion[] }>('/v1/deletions')
  expect(list.body.items.map(({ subjectId }) => subjectId)).toEqual([young.id])

  await insertPictures(member, old, 300)
  expect(await filesOf(old)).toEqual([true, true, true, true])
  const runs = await Promise.all([removeDue(), removeDue()])
  expect(runs).toMatchObject([{ ok: true }, { ok: true }])
  expect(await filesOf(old)).toEqual([false, false, false, false])
  expect(await filesOf(half)).toEqual([false, false, true, true])
  expect(await filesOf(kept)).toEqual([true, true, true, true])
  expect(await filesOf(young)).toEqual([true, true, true, true])
  expect(await member.find(kept.id)).toEqual(kept)
  expect(await rowsOf(member)).toEqual({ brands: 1, generations: 3, pictures: 5, deletions: 1 })
})

test('a brand goes with its generations; one that cannot be removed stops no other, and goes in another night', async () => {
  const member = await newMember(cloud())
  const stuck = await newMember(cloud())
  const [made, kept] = await Promise.all([draw(member, 'goes along'), draw(stuck, 'in the way')])
  const ofStuck = await remove(stuck, `/v1/brands/${stuck.brand.id}`)
  const ofMember = await remove(member, `/v1/brands/${member.brand.id}`)
  await age(ofStuck, ofMember)
  // Its brand cannot go while it stays.
  await superuser('update creative.generations set deletion_id = null where id = $1', [kept.id])
  expect(await removeDue()).toMatchObject({ ok: false })
  expect(await rowsOf(member)).toEqual({ brands: 0, generations: 0, pictures: 0, deletions: 0 })
  expect(await filesOf(made)).toEqual([false, false, false, false])
  expect(await rowsOf(stuck)).toMatchObject({ brands: 1, generations: 1 })

  // Its removal has begun, so it is not restored, whatever the time.
  await superuser('update creative.deletions set deleted_at = now() where id = $1', [ofStuck.id])
  expect(await restore(stuck, ofStuck)).toBe('404 not_found')
  await age(ofStuck)
  await superuser('update creative.generations set deletion_id = $1 where id = $2', [ofStuck.id, kept.id])
  expect(await removeDue()).toMatchObject({ ok: true })
  expect(await rowsOf(stuck)).toEqual({ brands: 0, generations: 0, pictures: 0, deletions: 0 })
})

test('a workspace that is deleted is stopped; one that is removed keeps neither rows nor files', async () => {
  const [member, other] = await Promise.all([newMember(cloud()), newMember(cloud())])
  const [mine, theirs] = await Promise.all([draw(member, 'mine'), draw(other, 'theirs')])
  await remove(member, `/v1/pictures/${mine.pictures[0]?.id}`)
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: 'till the end', ms: 6_000 })
  const running = (await member.generate('till the end')).body
  const runningElsewhere = (await other.generate('till the end')).body

  const told = [1, 2].map(() => tell('stop-workspace', 'workspace.deleted', member))
  expect(await Promise.all(told)).toMatchObject([{ ok: true }, { ok: true }])
  expect((await member.find(running.id)).status).toBe('cancelled')
  const execution = cloud()
    .aws.executions()
    .find(({ name }) => name.startsWith(running.id))
  expect(execution?.status).toBe('ABORTED')

  const before = await rowsOf(other)
  const removals = [1, 2].map(() => tell('remove-workspace', 'workspace.removed', member))
  expect(await Promise.all(removals)).toMatchObject([{ ok: true }, { ok: true }])
  expect(await rowsOf(member)).toEqual({ brands: 0, generations: 0, pictures: 0, deletions: 0 })
  expect(await filesOf(mine)).toEqual([false, false, false, false])
  expect(await rowsOf(other)).toEqual(before)
  expect(await filesOf(theirs)).toEqual([true, true, true, true])
  expect(await other.ended(runningElsewhere.id)).toMatchObject({ status: 'succeeded' })
})
