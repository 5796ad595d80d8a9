import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

const item = { id: 'itm_01jd00000000000000000a3f9k', aspectRatio: '4:5' } as const

test('names a file by brand, format and content type', () => {
  expect(fileName('Chai Point!', item, 'image/png')).toBe('chai-point-4x5-3f9k.png')
  expect(fileName('चाय / पॉइंट', item, 'image/jpeg')).toBe('चाय-पॉइंट-4x5-3f9k.jpg')
  expect(fileName('../..', item, 'image/webp')).toBe('dhol-4x5-3f9k.webp')
})
