import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

const picture = { id: 'pic_01jd00000000000000000a3f9k', aspectRatio: '4:5' } as const

test('names a file by brand, format and content type', () => {
  expect(fileName('Chai Point!', picture, 'image/png')).toBe('chai-point-4x5-3f9k.png')
  expect(fileName('चाय / पॉइंट', picture, 'image/jpeg')).toBe('चाय-पॉइंट-4x5-3f9k.jpg')
  expect(fileName('../..', picture, 'image/webp')).toBe('dhol-4x5-3f9k.webp')
})

test.each([
  ['क्षि', 'क्षि'],
  ['👩‍🌾 दूध ', 'दूध'],
  ['𑀅𑀓𑁆', '𑀅𑀓𑁆'],
])('a long name in %j fits a file system, and ends with a whole letter', (word, letters) => {
  const name = fileName(word.repeat(100 / word.length), picture, 'image/png')
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
  expect(name).toMatch(new RegExp(`^(-?${letters}|-?\\p{M})+-4x5-3f9k\\.png$`, 'u'))
})
