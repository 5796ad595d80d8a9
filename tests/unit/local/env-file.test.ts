import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '../../../local/start/env-file.ts'

const path = join(mkdtempSync(join(tmpdir(), 'dhol-env-')), '.env')
const read = (text: string, environment: Record<string, string> = {}) => {
  writeFileSync(path, text)
  return readSettings(path, environment)
}

test('reads what a person writes', () => {
  const key = 'AIzaSyA-1234567890_abcdef'
  expect(read(`# ours\n\nexport PORT = 4100 # free\nGEMINI_API_KEY="${key}"\r\n`)).toEqual({
    PORT: 4100,
    GEMINI_API_KEY: key,
  })
  expect(read('PORT=\nGEMINI_API_KEY=')).toEqual({ PORT: 4000 })
  expect(read('PORT=4100', { PORT: '4200' })).toEqual({ PORT: 4200 })
})

test.each([
  ['PORT=many', /PORT must be a number/],
  ['PORT=99999', /PORT must be between 1 and 65535/],
  ['PROT=4000', /PROT is not known/],
  ['\nhello', /line 2 is not of the form NAME=value/],
  ['GEMINI_API_KEY="abc', /line 1: the quote around GEMINI_API_KEY is not closed/],
  ['GEMINI_API_KEY=top secret', /GEMINI_API_KEY does not look like a key/],
])('%j is refused in words that show no value', (text, message) => {
  expect(() => read(text)).toThrow(message)
  expect(() => read(text)).not.toThrow(/secret|many|hello/)
})
