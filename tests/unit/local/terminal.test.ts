import { expect, test } from 'vitest'
import { readCommand } from '../../../local/start/commands.ts'

const stop = async () => undefined
const simulators = {
  google: {
    url: 'http://127.0.0.1:1',
    faultNames: ['rate_limited', 'output_blocked'],
    operations: ['text', 'image'],
    stop,
  },
  courier: { url: 'http://127.0.0.1:2', faultNames: ['parcel_lost'], operations: ['parcel'], stop },
}
const read = (line: string) => readCommand(line, simulators)

test.each([
  ['fault google rate_limited 1', 'google', { fault: 'rate_limited', times: 1 }],
  ['fault courier parcel_lost', 'courier', { fault: 'parcel_lost' }],
  [
    'fault google output_blocked 2 image red tea cups',
    'google',
    { fault: 'output_blocked', times: 2, operation: 'image', match: 'red tea cups' },
  ],
])('%s', (line, of, body) => {
  expect(read(line)).toMatchObject({ of: [of], method: 'POST', path: '/_control/faults', body })
})

test('what names no vendor is for all of them, and what names one for it alone', () => {
  expect(read('clear')).toMatchObject({ of: ['google', 'courier'], method: 'DELETE' })
  expect(read('clear google')).toMatchObject({ of: ['google'], method: 'DELETE' })
})

test('latency is said operation by operation, and a way forward in its unit', () => {
  expect(read('latency google 200 6000')).toMatchObject({ of: ['google'], body: { text: 200, image: 6000 } })
  expect(read('later courier 28 days')).toMatchObject({ path: '/_control/clock', body: { days: 28 } })
  expect(read('later courier 1 hour')).toMatchObject({ body: { hours: 1 } })
})

test.each([
  ['fault', /Which vendor\? There is: google, courier/],
  ['fault rate_limited 1', /No vendor rate_limited is simulated here. There is: google, courier/],
  ['faults toString', /No vendor toString/],
  ['fault courier rate_limited', /courier has no fault rate_limited. There is: parcel_lost/],
  ['fault google', /google has no fault without a name. There is: rate_limited, output_blocked/],
  ['latency google 200', /latency google <text> <image>/],
  ['latency google 1.5 -1', /whole milliseconds/],
  ['later google soon', /later google 28 days/],
  ['make tea', /google\n {2}operations {2}text image\n {2}faults {6}rate_limited output_blocked/],
  ['help', /courier\n.*parcel\n.*parcel_lost/],
])('%s is answered with what there is', (line, says) => {
  expect(read(line)).toMatch(says)
})
