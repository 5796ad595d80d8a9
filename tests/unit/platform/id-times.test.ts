import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf } from '../../../contracts/common.ts'
import { lowestIdAt, timeOfId } from '../../../functions/platform/crypto/id-times.ts'
import { newId } from '../../../functions/platform/crypto/ids.ts'

test('of an id of the specification', () => {
  // Source: https://github.com/jetify-com/typeid/blob/main/spec/valid.yml
  // 01890a5d-ac96-774b-bcce-b302099a8057
  expect(timeOfId('prefix_01h455vb4pex5vsknk084sn02q').getTime()).toBe(0x01890a5dac96)
  expect(lowestIdAt('aud', new Date(0x01890a5dac96))).toBe('aud_01h455vb4p0000000000000000')
})

test('an id that is made now lies above the lowest of now and below that of the next millisecond', () => {
  for (let round = 0; round < 100; round++) {
    const before = new Date()
    const id = newId('gen')
    const after = new Date(Date.now() + 1)
    expect(lowestIdAt('gen', before) <= id && id < lowestIdAt('gen', after)).toBe(true)
    expect(timeOfId(id) >= before && timeOfId(id) < after).toBe(true)
  }
})

/** All that an instant of the API can say, of which a time before 1970 counts as 1970. */
const instants = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

test('lowest ids are ids, and sort as their times do', () => {
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const [first, second] = [lowestIdAt('aud', one), lowestIdAt('aud', other)]
      expect(idOf('aud').safeParse(first).success).toBe(true)
      expect(timeOfId(first).getTime()).toBe(Math.max(0, one.getTime()))
      expect(Math.sign(timeOfId(first).getTime() - timeOfId(second).getTime())).toBe(
        first < second ? -1 : Number(first > second),
      )
    }),
  )
})
