import { expect, test } from 'vitest'
import * as z from 'zod'
import { patchOf } from '../../../contracts/common.ts'

const shop = z.strictObject({
  name: z.string().min(1),
  city: z.string().default('Pune'),
  tags: z.array(z.string()).max(2).default([]),
  phone: z.string().nullable().default(null),
})
const patch = patchOf(shop)

test('keeps what is given, and adds no default to it', () => {
  expect(patch.parse({ name: 'Mithai' })).toEqual({ name: 'Mithai' })
  expect(patch.parse({ tags: ['sweet'] })).toEqual({ tags: ['sweet'] })
  expect(patch.parse({ phone: null, city: '' })).toEqual({ phone: null, city: '' })
  // The trap that it is for.
  expect(shop.partial().parse({ name: 'Mithai' })).toEqual({
    name: 'Mithai',
    city: 'Pune',
    tags: [],
    phone: null,
  })
})

test.each([
  [{}, []],
  [{ name: undefined }, []],
  [{ name: '' }, ['name']],
  [{ tags: ['a', 'b', 'c'] }, ['tags']],
  [{ name: 'Mithai', owner: 'Asha' }, []],
  [{ name: null }, ['name']],
])('refuses %j', (given, path) => {
  expect(patch.safeParse(given).error?.issues.map((issue) => issue.path)).toEqual([path])
})

test('a default that hides deeper is found when the contract is loaded', () => {
  for (const hidden of [z.string().default('x').nullable(), z.string().prefault('x')]) {
    expect(() => patchOf(z.strictObject({ hidden }))).toThrow('hidden has a default')
  }
})
