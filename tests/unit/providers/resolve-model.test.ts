import { expect, test } from 'vitest'
import { GoogleRejected } from '../../../functions/providers/google/errors.ts'
import { type Model, models } from '../../../functions/providers/google/models.ts'
import { lineOf, resolveModel } from '../../../functions/providers/google/resolve-model.ts'

const today = '2026-11-22'

test('a living model answers for itself', () => {
  expect(resolveModel('gemini-3.8-flash', 'developer', today)).toEqual({
    asked: 'gemini-3.8-flash',
    used: 'gemini-3.8-flash',
  })
})

test.each([
  ['imagen-4.0-generate-001', 'gemini-nano-banana-2.1'],
  ['imagen-4.0-ultra-generate-001', 'gemini-3-pro-image'],
  ['imagen-4.0-fast-generate-001', 'gemini-3.1-flash-lite-image'],
  ['imagen-3.0-generate-002', 'gemini-nano-banana-2.1'],
  ['gemini-2.5-flash-image', 'gemini-nano-banana-2.1'],
  ['gemini-2.0-flash', 'gemini-3.8-flash'],
])('%s is retired: %s takes over in both modes', (asked, used) => {
  expect(resolveModel(asked, 'developer', today)).toEqual({ asked, used })
  expect(resolveModel(asked, 'platform', today)).toEqual({ asked, used })
})

test('a model answers until the day before its last date, and only in its own modes', () => {
  const imagen = 'imagen-4.0-generate-001'
  expect(resolveModel(imagen, 'platform', '2026-08-16').used).toBe(imagen)
  expect(resolveModel(imagen, 'platform', '2026-08-17').used).toBe('gemini-nano-banana-2.1')
  expect(resolveModel(imagen, 'developer', '2026-08-16').used).toBe('gemini-nano-banana-2.1')
})

test('an unknown id is refused as a model that cannot be used, with the id in the cause', () => {
  const refusal = expect.objectContaining({
    code: 'model_unusable',
    cause: new Error('unknown Google model: gemini-9-durian'),
  })
  expect(() => resolveModel('gemini-9-durian', 'developer', today)).toThrow(refusal)
})

const model = (id: string, successor?: string, until?: string): Model => ({
  id,
  capability: 'text',
  modes: ['developer'],
  status: 'ga',
  price: { perMillionInput: 0, perMillionOutput: 0, source: 'made up' },
  ...(successor ? { successor } : {}),
  ...(until ? { until } : {}),
})

test('models that name each other as successors do not send it round for ever', () => {
  const alive = [model('a', 'b'), model('b', 'a')]
  expect(lineOf('a', 'developer', today, alive).map(({ id }) => id)).toEqual(['a', 'b'])
  const gone = [model('a', 'b', '2026-01-01'), model('b', 'a', '2026-01-01')]
  expect(() => lineOf('a', 'developer', today, gone)).toThrow(GoogleRejected)
})

test('every model of the registry leads to a living one of its own kind, by known ids', () => {
  for (const { id, capability } of models) {
    for (const mode of ['developer', 'platform'] as const) {
      const used = models.find((each) => each.id === resolveModel(id, mode, today).used)
      expect(used?.capability, `${id} in ${mode} mode`).toBe(capability)
    }
  }
})

test('the statuses agree with the dates on the day on which they were read', () => {
  for (const { id, status, until } of models) {
    expect(status === 'retired', id).toBe(until !== undefined && until <= today)
  }
})
