import { expect, test } from 'vitest'
import { readSchedule } from '../../../local/aws/events/schedule-expression.ts'

const startedAt = new Date('2026-11-23T10:00:30.000Z')
const next = (expression: string, after = startedAt.toISOString()) =>
  readSchedule(expression, startedAt)(new Date(after))?.toISOString()

test('a rate fires at the start and then each period', () => {
  expect(next('rate(5 minutes)', '2026-11-23T10:00:29.999Z')).toBe('2026-11-23T10:00:30.000Z')
  expect(next('rate(5 minutes)')).toBe('2026-11-23T10:05:30.000Z')
  expect(next('rate(1 day)', '2026-11-24T12:00:00.000Z')).toBe('2026-11-25T10:00:30.000Z')
})

test('cron is in UTC', () => {
  expect(next('cron(30 18 * * ? *)')).toBe('2026-11-23T18:30:00.000Z')
  expect(next('cron(0 0 1 1 ? 2025)')).toBeUndefined()
})

test('at fires once', () => {
  expect(next('at(2026-12-01T00:00:00)')).toBe('2026-12-01T00:00:00.000Z')
  expect(next('at(2026-11-01T00:00:00)')).toBeUndefined()
})

test.each(['rate(0 minutes)', 'rate(1 week)', 'at(tomorrow)', 'hourly'])(
  '%s is no schedule',
  (expression) => {
    expect(() => readSchedule(expression, startedAt)).toThrow(expression)
  },
)
