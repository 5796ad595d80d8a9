import { expect, test, vi } from 'vitest'
import { Cancelled } from '../api/api-error.ts'
import { confirmWhoSitsHere, onQuestion, openQuestion } from './step-up.ts'

test('all who ask share one dialog and its answer, and the next one is asked anew', async () => {
  const shown = vi.fn()
  const stop = onQuestion(shown)
  const asked = [confirmWhoSitsHere(), confirmWhoSitsHere()]
  expect(shown).toHaveBeenCalledTimes(1)
  openQuestion()?.confirmed()
  await Promise.all(asked)
  expect(openQuestion()).toBeNull()

  const third = confirmWhoSitsHere()
  openQuestion()?.cancel()
  await expect(third).rejects.toThrow(Cancelled)
  expect(openQuestion()).toBeNull()
  stop()
})
