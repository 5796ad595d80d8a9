import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { Vendors } from '../../../local/simulators/kit/vendor.ts'
import { vendors } from '../../../local/simulators/vendors.ts'
import { readSettings, settingNames } from '../../../local/start/env-file.ts'

const path = join(mkdtempSync(join(tmpdir(), 'dhol-env-')), '.env')
const read = (text: string, environment: Record<string, string> = {}, list: Vendors = vendors) => {
  writeFileSync(path, text)
  return readSettings(path, environment, list)
}

test('reads what a person writes', () => {
  const key = 'AIzaSyA-1234567890_abcdef'
  expect(read(`# ours\n\nexport PORT = 4100 # free\nGEMINI_API_KEY="${key}"\r\n`)).toEqual({
    port: 4100,
    keys: { GEMINI_API_KEY: key },
  })
  expect(read('PORT=\nGEMINI_API_KEY=')).toEqual({ port: 4000, keys: {} })
  expect(read('PORT=4100', { PORT: '4200' })).toEqual({ port: 4200, keys: {} })
  const proxy = 'http://proxy:8080'
  expect(read(`HTTPS_PROXY=${proxy}`)).toEqual({ port: 4000, keys: { HTTPS_PROXY: proxy } })
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

const courier = {
  ...vendors.google,
  realSecret: z
    .object({ COURIER_ID: z.string(), COURIER_SECRET: z.string().min(8, 'is too short') })
    .transform(({ COURIER_ID, COURIER_SECRET }) => `${COURIER_ID}:${COURIER_SECRET}`),
}
const withCourier = { ...vendors, courier }

test('a vendor of the list is asked for its keys, all of them or none', () => {
  const both = { COURIER_ID: 'one', COURIER_SECRET: 'long-enough' }
  const text = Object.entries(both).map((pair) => pair.join('='))
  expect(read(text.join('\n'), {}, withCourier).keys).toEqual(both)
  expect(() => read(text[0] ?? '', {}, withCourier)).toThrow('COURIER_ID needs COURIER_SECRET beside it')
  expect(() => read('COURIER_ID=one\nCOURIER_SECRET=short', {}, withCourier)).toThrow(
    'COURIER_SECRET is too short',
  )
  expect(() => read(text.join('\n'))).toThrow('COURIER_ID, COURIER_SECRET is not known')
})

test('.env.example names each setting, and nothing else', () => {
  const example = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8')
  const named = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name).sort()
  expect(named).toEqual(settingNames(vendors).sort())
  expect(settingNames(withCourier)).toContain('COURIER_SECRET')
})
