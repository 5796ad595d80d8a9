import { expect, test } from 'vitest'
import { estimatedProgress, nextSteps } from './progress.ts'

const startedAt = '2026-11-08T10:00:00.000Z'
const rendering = { status: 'rendering', progress: 0, startedAt, expectedSeconds: 20 } as const
const after = (seconds: number) => Date.parse(startedAt) + seconds * 1000

test('goes evenly with the expected time', () => {
  expect([0, 5, 10, 18].map((seconds) => estimatedProgress(rendering, after(seconds)))).toEqual([
    0, 25, 50, 90,
  ])
})

test('creeps when a picture takes longer, never back, never to the end', () => {
  const shown = [18, 19, 20, 25, 40, 100, 10_000].map((seconds) =>
    estimatedProgress(rendering, after(seconds)),
  )
  expect(shown).toEqual([...shown].sort((a, b) => a - b))
  expect(shown.at(-1)).toBeLessThanOrEqual(99)
})

test('is never below what was reported, nor below zero when this clock is behind', () => {
  expect(estimatedProgress({ ...rendering, progress: 60 }, after(2))).toBe(60)
  expect(estimatedProgress(rendering, after(-30))).toBe(0)
})

test('outside of rendering it is what was reported', () => {
  expect(estimatedProgress({ ...rendering, status: 'queued' }, after(10))).toBe(0)
  expect(estimatedProgress({ ...rendering, startedAt: null, progress: 12 }, after(10))).toBe(12)
  expect(estimatedProgress({ ...rendering, status: 'ready', progress: 0 }, after(10))).toBe(100)
})

const failed = (code: 'brief_blocked' | 'picture_blocked' | 'quota_exhausted') => ({
  status: 'failed' as const,
  problem: { code, message: '' },
})

test('offers what can help', () => {
  expect(nextSteps([{ status: 'ready' }])).toEqual({ failed: 0, edit: false, retry: false })
  expect(nextSteps([failed('brief_blocked')])).toEqual({ failed: 1, edit: true, retry: false })
  expect(nextSteps([failed('picture_blocked')])).toEqual({ failed: 1, edit: true, retry: true })
  expect(nextSteps([{ status: 'ready' }, failed('quota_exhausted')])).toEqual({
    failed: 1,
    edit: false,
    retry: true,
  })
})
