import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

test('tells what differs, and only that', () => {
  const before = { role: 'editor', name: 'Asha', dailyLimitPaise: null }
  const after = { role: 'approver', name: 'Asha', dailyLimitPaise: 2_500_000 }
  expect(changesOf(before, after)).toEqual([
    { field: 'role', before: 'editor', after: 'approver' },
    { field: 'dailyLimitPaise', before: null, after: 2_500_000 },
  ])
})

test('of a new thing all that it has, of one that went all that it had', () => {
  expect(changesOf(null, { name: 'Chai Point' })).toEqual([
    { field: 'name', before: undefined, after: 'Chai Point' },
  ])
  expect(changesOf({ name: 'Chai Point' }, null)).toEqual([
    { field: 'name', before: 'Chai Point', after: undefined },
  ])
  expect(changesOf(null, null)).toEqual([])
})

test('an empty field and none are the same, and a field that went is empty now', () => {
  expect(changesOf({ role: 'editor', dailyLimitPaise: null }, { role: 'viewer' })).toEqual([
    { field: 'role', before: 'editor', after: 'viewer' },
  ])
  expect(changesOf({ dailyLimitPaise: 100 }, { role: 'viewer' })).toEqual([
    { field: 'dailyLimitPaise', before: 100, after: null },
    { field: 'role', before: null, after: 'viewer' },
  ])
  expect(changesOf(null, { dailyLimitPaise: null, tone: '', colours: [] })).toEqual([])
  expect(changesOf({ tone: 'warm' }, { tone: '' })).toEqual([{ field: 'tone', before: 'warm', after: null }])
})

test('looks into fields of fields, and leaves lists whole', () => {
  expect(changesOf({ style: { tone: 'warm', hue: 1 } }, { style: { tone: 'dry', hue: 1 } })).toEqual([
    { field: 'tone', before: 'warm', after: 'dry' },
  ])
  expect(changesOf({ colours: ['#fff'] }, { colours: ['#fff', '#000'] })).toEqual([
    { field: 'colours', before: ['#fff'], after: ['#fff', '#000'] },
  ])
})
