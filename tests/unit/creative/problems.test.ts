import { expect, test } from 'vitest'
import { problem } from '../../../contracts/creative.ts'
import { rejectedByGoogle } from '../../../functions/creative/problems.ts'

test.each(Object.entries(rejectedByGoogle))('%s is a problem with a next step', (_rejection, told) => {
  expect(problem.parse(told)).toEqual(told)
  expect(told.message).toContain('press Try again')
})
