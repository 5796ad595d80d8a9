import { expect, test } from 'vitest'
import { connectVendors } from '../../../local/simulators/start-vendors.ts'
import { vendors } from '../../../local/simulators/vendors.ts'

const simulators = { google: { url: 'http://127.0.0.1:1' } }
const { url } = simulators.google

test('without a key a vendor is its simulator', () => {
  expect(connectVendors(vendors, {}, simulators)).toEqual({
    secrets: { 'dhol/local/google': expect.stringContaining('simulated') },
    environment: { GOOGLE_GEMINI_BASE_URL: url, GOOGLE_VERTEX_BASE_URL: url },
  })
})

test('with a key it is the real one, and nothing points elsewhere', () => {
  const GEMINI_API_KEY = 'AIzaSyA-1234567890_abcdef'
  expect(connectVendors(vendors, { GEMINI_API_KEY }, simulators)).toEqual({
    secrets: { 'dhol/local/google': JSON.stringify({ mode: 'developer', apiKey: GEMINI_API_KEY }) },
    environment: {},
  })
})
