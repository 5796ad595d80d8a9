import { expect, test } from 'vitest'
import { parseCommand } from '../../../local/start/terminal.ts'

test.each([
  ['fault rate_limited 1', { fault: 'rate_limited', times: 1 }],
  ['fault unavailable', { fault: 'unavailable' }],
  [
    'fault output_blocked 2 image red tea cups',
    { fault: 'output_blocked', times: 2, operation: 'image', match: 'red tea cups' },
  ],
])('%s', (line, body) => {
  expect(parseCommand(line)).toMatchObject({ method: 'POST', path: '/_control/faults', body })
})

test('other words mean nothing', () => {
  expect(parseCommand('fault')).toBeUndefined()
  expect(parseCommand('make tea')).toBeUndefined()
})
