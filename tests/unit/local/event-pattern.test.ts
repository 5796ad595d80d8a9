import { describe, expect, test } from 'vitest'
import { matchesPattern } from '../../../local/aws/events/event-pattern.ts'

const event = {
  source: 'creative',
  detail: { status: 'succeeded', count: 4, tags: ['new', 'hindi'], empty: null },
}
const fits = (choice: unknown, field: keyof typeof event.detail | 'missing' = 'status') =>
  matchesPattern({ detail: { [field]: [choice] } }, event)

describe('an event pattern', () => {
  test('needs all of its fields and one of the choices of each', () => {
    expect(matchesPattern({ source: ['auth', 'creative'], detail: { status: ['succeeded'] } }, event)).toBe(
      true,
    )
    expect(matchesPattern({ source: ['auth'], detail: { status: ['succeeded'] } }, event)).toBe(false)
    expect(matchesPattern({ other: { field: ['x'] } }, event)).toBe(false)
  })

  test.each([
    ['a value', 'hindi', 'tags', true],
    ['null', null, 'empty', true],
    ['null for what is missing', null, 'missing', false],
    ['prefix', { prefix: 'succ' }, 'status', true],
    ['suffix', { suffix: 'succ' }, 'status', false],
    ['any case', { 'equals-ignore-case': 'SUCCEEDED' }, 'status', true],
    ['presence', { exists: true }, 'status', true],
    ['absence', { exists: false }, 'missing', true],
    ['anything but', { 'anything-but': ['failed'] }, 'status', true],
    ['anything but its prefix', { 'anything-but': { prefix: 'suc' } }, 'status', false],
    ['anything but, where there is nothing', { 'anything-but': 'failed' }, 'missing', false],
    ['a range', { numeric: ['>', 0, '<=', 4] }, 'count', true],
    ['another range', { numeric: ['>', 4] }, 'count', false],
  ] as const)('knows %s', (_, choice, field, expected) => {
    expect(fits(choice, field)).toBe(expected)
  })

  test('refuses an operator that it does not know', () => {
    expect(() => fits({ wildcard: 's*' })).toThrow('no event pattern operator "wildcard"')
  })
})
