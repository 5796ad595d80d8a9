import { expect, test } from 'vitest'
import { connectVendors } from '../../../local/simulators/vendors.ts'

const urls = { google: 'http://127.0.0.1:1' }

test('without a key a vendor is its simulator', () => {
  expect(connectVendors({}, urls)).toEqual({
    secrets: { 'dhol/local/google': expect.stringContaining('simulated') },
    environment: { GOOGLE_GEMINI_BASE_URL: urls.google, GOOGLE_VERTEX_BASE_URL: urls.google },
  })
})

test('with a key it is the real one, and nothing points elsewhere', () => {
  const GEMINI_API_KEY = 'AIzaSyA-1234567890_abcdef'
  expect(connectVendors({ GEMINI_API_KEY }, urls)).toEqual({
    secrets: { 'dhol/local/google': JSON.stringify({ mode: 'developer', apiKey: GEMINI_API_KEY }) },
    environment: {},
  })
})
