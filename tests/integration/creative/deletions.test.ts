import { beforeAll, describe, expect, test } from 'vitest'
import type { Brand } from '../../../contracts/brands.ts'
import type { Generation, GenerationSummary } from '../../../contracts/creative.ts'
import type { Deletion } from '../../../contracts/deletions.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { codeOf, type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

type Noun = 'brands' | 'generations' | 'pictures'

const remove = (noun: Noun, id: string) => member.call<Deletion>(`/v1/${noun}/${id}`, { method: 'DELETE' })
const restore = ({ id }: Deletion) => member.call<Deletion>(`/v1/deletions/${id}/restore`, { method: 'POST' })
const listed = async () => (await member.call<{ items: Deletion[] }>('/v1/deletions?limit=100')).body.items
const isListed = async (generation: Generation) => {
  const { body } = await member.call<{ items: GenerationSummary[] }>('/v1/generations?limit=100')
  return body.items.some(({ id }) => id === generation.id)
}
const makeBrand = async (name: string) => (await member.call<Brand>('/v1/brands', { body: { name } })).body
const drawn = async (brief: string, more: object = {}) =>
  member.ended((await member.generate(brief, more)).body.id)
/** One that is still being drawn when the test looks at it. It keeps a process busy for as long. */
const underWay = async (brief: string, more: object = {}) => {
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: brief, ms: 6_000 })
  return (await member.generate(brief, more)).body
}
const actionsOn = (subject: string) =>
  superuser<{ action: string }>('select action from audit.entries where subject = $1 order by id', [subject])
const gone = '404 not_found'
const post = { method: 'POST' }

describe('a generation that is deleted', () => {
  test('is not there, twice at the same moment too, and comes back as it was', async () => {
    const made = await drawn('Monsoon silver')
    const answers = await Promise.all([1, 2, 3].map(() => remove('generations', made.id)))
    const [first] = answers
    if (!first) throw new Error('nothing was answered')
    for (const { status, body } of answers) expect([status, body]).toEqual([200, first.body])
    expect(first.body).toMatchObject({ kind: 'generation', subjectId: made.id, title: 'Monsoon silver' })
    expect(Date.parse(first.body.removedAt) - Date.parse(first.body.deletedAt)).toBe(30 * 86_400_000)

    const path = `/v1/generations/${made.id}`
    expect(await codeOf(member.refused(path))).toBe(gone)
    expect(await codeOf(member.refused(`${path}/cancel`, post))).toBe(gone)
    expect(await codeOf(member.refused(`${path}/retry`, post))).toBe(gone)
    expect(await codeOf(member.refused(`/v1/pictures/${made.pictures[0]?.id}`, { method: 'DELETE' }))).toBe(
      gone,
    )
    expect(await isListed(made)).toBe(false)
    expect(await listed()).toContainEqual(first.body)

    const restored = await Promise.all([restore(first.body), restore(first.body)])
    for (const { status, body } of restored) expect([status, body]).toEqual([200, first.body])
    expect(await member.find(made.id)).toEqual(made)
    expect(await isListed(made)).toBe(true)
    expect(await listed()).not.toContainEqual(first.body)
    const actions = ['generation.made', 'generation.deleted', 'deletion.undone']
    expect(await actionsOn(made.id)).toEqual(actions.map((action) => ({ action })))

    const again = (await remove('generations', made.id)).body
    expect(again.id).not.toBe(first.body.id)
    // The earlier one takes back nothing of the later.
    expect((await restore(first.body)).status).toBe(200)
    expect(await codeOf(member.refused(path))).toBe(gone)
  })

  test('is stopped if it is under way', async () => {
    const made = await underWay('deleted while it is drawn')
    const { body } = await remove('generations', made.id)
    const executions = cloud().aws.executions()
    expect(executions.find(({ name }) => name.startsWith(made.id))?.status).toBe('ABORTED')
    await restore(body)
    expect(await member.find(made.id)).toMatchObject({
      status: 'cancelled',
      pictures: [{ status: 'cancelled' }],
    })
  })

  test('is not made again by its Idempotency-Key, and its key makes no other', async () => {
    const body = { brandId: member.brand.id, brief: 'Holi', aspectRatios: ['1:1'], count: 1 }
    const send = () =>
      member.call<Generation>('/v1/generations', { body, headers: { 'idempotency-key': 'deleted' } })
    const made = (await send()).body
    const deletion = (await remove('generations', made.id)).body
    expect((await send()).status).toBe(404)
    await restore(deletion)
    expect((await send()).body.id).toBe(made.id)
  })
})

describe('a brand that is deleted', () => {
  test('takes its generations along, stops them, and brings back those that went with it', async () => {
    const brand = await makeBrand('Nakshatra')
    const brandId = brand.id
    const [earlier, ready] = await Promise.all([
      drawn('Deleted before', { brandId }),
      drawn('Ready', { brandId }),
    ])
    const running = await underWay('Running when its brand goes', { brandId })
    const before = (await remove('generations', earlier.id)).body
    const contents = await member.call(`/v1/brands/${brandId}/contents`)
    expect(contents).toMatchObject({ status: 200, body: { generations: 2 } })

    const answers = await Promise.all([remove('brands', brandId), remove('brands', brandId)])
    const [deletion] = answers.map(({ body }) => body)
    if (!deletion) throw new Error('nothing was answered')
    expect(answers[1]?.body).toEqual(deletion)
    expect(deletion).toMatchObject({ kind: 'brand', subjectId: brandId, title: 'Nakshatra' })
    expect(await codeOf(member.refused(`/v1/generations/${ready.id}`))).toBe(gone)
    expect(await codeOf(member.refused(`/v1/brands/${brandId}/contents`))).toBe(gone)
    const rename = { method: 'PATCH', body: { name: 'Late' } }
    expect(await codeOf(member.refused(`/v1/brands/${brandId}`, rename))).toBe(gone)
    expect(await codeOf(member.refused(`/v1/brands/${brandId}/archive`, post))).toBe(gone)
    expect((await member.generate('More', { brandId })).status).toBe(404)
    expect(
      cloud()
        .aws.executions()
        .find(({ name }) => name.startsWith(running.id))?.status,
    ).toBe('ABORTED')

    const refused = await member.refused(`/v1/deletions/${before.id}/restore`, post)
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'restore_first' } } })
    expect(refused.body.error.message).toContain('Nakshatra')

    await restore(deletion)
    expect((await member.call<{ items: Brand[] }>('/v1/brands')).body.items).toContainEqual(brand)
    expect(await member.find(ready.id)).toEqual(ready)
    expect((await member.find(running.id)).status).toBe('cancelled')
    expect(await isListed(earlier)).toBe(false)
    expect((await restore(before)).status).toBe(200)
    expect(await member.find(earlier.id)).toEqual(earlier)
  })
})

describe('a picture that is deleted', () => {
  test('is left out of its generation until it is restored', async () => {
    const made = await drawn('Two of them', { aspectRatios: ['1:1', '4:5'], count: 2 })
    const [first, second] = made.pictures
    if (!first || !second) throw new Error('there are no pictures')
    const { body } = await remove('pictures', first.id)
    expect(body).toMatchObject({ kind: 'picture', subjectId: first.id, title: first.altText })
    expect(await member.find(made.id)).toEqual({ ...made, pictures: [second] })
    await remove('pictures', second.id)
    expect((await member.find(made.id)).pictures).toEqual([])
    const list = await member.call<{ items: GenerationSummary[] }>('/v1/generations?limit=1')
    expect(list.body.items).toMatchObject([{ id: made.id, pictures: [] }])

    const whole = (await remove('generations', made.id)).body
    expect(await codeOf(member.refused(`/v1/deletions/${body.id}/restore`, post))).toBe('409 restore_first')
    await restore(whole)
    await restore(body)
    expect((await member.find(made.id)).pictures).toEqual([first])
  })

  test('is not tried again', async () => {
    const made = await drawn('Two of them')
    const [picture] = made.pictures
    await superuser(`update creative.pictures set status = 'failed' where id = $1`, [picture?.id])
    await superuser(`update creative.generations set status = 'failed' where id = $1`, [made.id])
    await remove('pictures', picture?.id ?? '')
    const retried = member.refused(`/v1/generations/${made.id}/retry`, post)
    expect(await codeOf(retried)).toBe('409 nothing_to_retry')
  })

  test('is none while it is being made', async () => {
    const made = await underWay('drawn for a while')
    const path = `/v1/pictures/${made.pictures[0]?.id}`
    expect(await codeOf(member.refused(path, { method: 'DELETE' }))).toBe('409 under_way')
    await member.call(`/v1/generations/${made.id}/cancel`, post)
    expect((await member.call(path, { method: 'DELETE' })).status).toBe(200)
  })
})

test('somebody of another workspace deletes, restores and sees nothing', async () => {
  const stranger = await newMember(cloud())
  const made = await drawn('mine')
  const other = (await remove('generations', (await drawn('mine, deleted')).id)).body
  const routes = [
    ['DELETE', `/v1/brands/${member.brand.id}`],
    ['DELETE', `/v1/generations/${made.id}`],
    ['DELETE', `/v1/pictures/${made.pictures[0]?.id}`],
    ['GET', `/v1/brands/${member.brand.id}/contents`],
    ['POST', `/v1/deletions/${other.id}/restore`],
  ] as const
  for (const [method, path] of routes) {
    expect(await codeOf(stranger.refused(path, { method })), `${method} ${path}`).toBe(gone)
  }
  expect((await stranger.call<{ items: Deletion[] }>('/v1/deletions')).body.items).toEqual([])
  expect(await member.find(made.id)).toEqual(made)
  expect(await listed()).toContainEqual(other)
})
