import { beforeAll, describe, expect, test } from 'vitest'
import type { Brand } from '../../../contracts/brands.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { codeOf, type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

const described = {
  name: 'Nakshatra',
  sells: 'Silver',
  audience: 'Brides',
  colours: ['#AABBCC'],
  tone: 'calm',
}

const makeBrand = async () => (await member.call<Brand>('/v1/brands', { body: described })).body
const pathOf = ({ id }: Brand) => `/v1/brands/${id}`
const patch = (brand: Brand, body: object) => member.call<Brand>(pathOf(brand), { method: 'PATCH', body })
const archive = (brand: Brand) => member.call<Brand>(`${pathOf(brand)}/archive`, { method: 'POST' })
const restore = (brand: Brand) => member.call<Brand>(`${pathOf(brand)}/restore`, { method: 'POST' })
const listed = async () => (await member.call<{ items: Brand[] }>('/v1/brands?limit=100')).body.items
const actionsOn = async ({ id }: Brand) =>
  (
    await superuser<{ action: string }>('select action from audit.entries where subject = $1 order by id', [
      id,
    ])
  ).map(({ action }) => action)

describe('a brand', () => {
  test('needs only a name, keeps what else it is told, and is listed newest first', async () => {
    const { call } = await newMember(cloud())
    const made = await call<Brand>('/v1/brands', { body: described })
    expect(made).toMatchObject({ status: 201, body: described })
    const { body } = await call<{ items: Brand[] }>('/v1/brands')
    expect(body.items.map(({ name }) => name)).toEqual(['Nakshatra', 'Chai Point'])
  })

  test.each([
    [{}, ['name']],
    [{ name: '  ' }, ['name']],
    [{ name: 'A', colours: ['red'] }, ['colours.0']],
    [{ name: 'A', colour: '#112233' }, ['colour']],
    [{ name: 7 }, ['name']],
  ])('%j is refused and names %j', async (body, paths) => {
    const answer = await member.refused('/v1/brands', { body })
    expect(answer.status).toBe(400)
    expect(answer.body.error.fields?.map(({ path }) => path)).toEqual(paths)
  })
})

describe('a brand that is edited', () => {
  test('has what is given, and keeps the rest', async () => {
    const brand = await makeBrand()
    const { status, body } = await patch(brand, { name: ' Rohini ', colours: [] })
    expect([status, body]).toEqual([200, { ...brand, name: 'Rohini', colours: [] }])
    expect(await listed()).toContainEqual(body)
    expect((await patch(brand, { sells: '' })).body).toEqual({ ...body, sells: '' })
  })

  test('to what it is already is not changed', async () => {
    const brand = await makeBrand()
    expect(await patch(brand, described)).toMatchObject({ status: 200, body: brand })
    expect(await actionsOn(brand)).toEqual(['brand.made'])
  })

  test('by two at once in different fields has both', async () => {
    const brand = await makeBrand()
    await Promise.all([patch(brand, { tone: 'loud' }), patch(brand, { sells: 'Gold' })])
    expect(await listed()).toContainEqual({ ...brand, tone: 'loud', sells: 'Gold' })
  })

  test.each([
    [{}, ['']],
    [{ name: '' }, ['name']],
    [{ colours: ['red'] }, ['colours.0']],
    [{ name: null }, ['name']],
    [{ id: 'brd_00000000000000000000000000' }, ['id', '']],
  ])('with %j is refused, which names %j', async (body, paths) => {
    const answer = await member.refused(pathOf(member.brand), { method: 'PATCH', body })
    expect(answer.status).toBe(400)
    expect(answer.body.error.fields?.map(({ path }) => path)).toEqual(paths)
  })
})

describe('a brand that is archived', () => {
  test('is not listed, edited or used; its generations stay', async () => {
    const brand = await makeBrand()
    const { body: generation } = await member.generate('Monsoon silver', { brandId: brand.id })
    expect(await archive(brand)).toMatchObject({ status: 200, body: brand })
    expect((await listed()).map(({ id }) => id)).not.toContain(brand.id)
    const late = member.refused(pathOf(brand), { method: 'PATCH', body: { name: 'Late' } })
    expect(await codeOf(late)).toBe('404 not_found')
    const more = { brandId: brand.id, brief: 'More', aspectRatios: ['1:1'], count: 1 }
    expect(await codeOf(member.refused('/v1/generations', { body: more }))).toBe('404 not_found')
    // What was under way goes on to its end.
    expect(await member.ended(generation.id)).toMatchObject({ status: 'succeeded', brandId: brand.id })
  })

  test('comes back as it was', async () => {
    const brand = await makeBrand()
    await archive(brand)
    expect(await restore(brand)).toMatchObject({ status: 200, body: brand })
    expect(await listed()).toContainEqual(brand)
    expect((await member.generate('Again', { brandId: brand.id })).status).toBe(202)
  })

  test('twice, or restored twice, is archived and restored once', async () => {
    const brand = await makeBrand()
    const answers = await Promise.all([archive(brand), archive(brand)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await Promise.all([restore(brand), restore(brand)])
    expect(await actionsOn(brand)).toEqual(['brand.made', 'brand.archived', 'brand.restored'])
  })

  test('may be the last one', async () => {
    const { call, brand } = await newMember(cloud())
    expect((await call(`${pathOf(brand)}/archive`, { method: 'POST' })).status).toBe(200)
    expect((await call<{ items: Brand[] }>('/v1/brands')).body.items).toEqual([])
  })
})

test('a brand of another workspace is none, and stays as it is', async () => {
  const other = await newMember(cloud())
  const path = pathOf(other.brand)
  const { body: before } = await other.call('/v1/brands')
  const rename = member.refused(path, { method: 'PATCH', body: { name: 'Mine' } })
  expect(await codeOf(rename)).toBe('404 not_found')
  expect(await codeOf(member.refused(`${path}/archive`, { method: 'POST' }))).toBe('404 not_found')
  expect((await other.call('/v1/brands')).body).toEqual(before)
  await other.call(`${path}/archive`, { method: 'POST' })
  expect(await codeOf(member.refused(`${path}/restore`, { method: 'POST' }))).toBe('404 not_found')
  expect((await other.call('/v1/brands')).body).toMatchObject({ items: [] })
})
