import { expect, test } from 'vitest'
import { passwordProblem } from '../../../functions/auth/accounts/password-rules.ts'
import { demoUser } from '../../../local/start/seed.ts'

const owner = { name: 'Asha Rao', email: 'asha.ads@sweetshop.example' }

const codeOf = async (password: string, who = owner) => (await passwordProblem(password, who))?.code

const common = 'password_common'
const pattern = 'password_pattern'
const own = 'password_own'

test.each([
  ['password1', common],
  ['P@ssw0rd', common],
  ['Passw0rd!', common],
  ['qwertyuiop', common],
  ['1q2w3e4r5t', common],
  ['12345678', common],
  ['india123', common],
  ['Admin@123', common],
  ['Test@123', common],
  ['Mumbai@123', common],
  ['Diwali@2025', common],
  ['Omsairam1', common],
  ['dhol dhol', common],
  ['drowssap1', common],
  ['Dhol2026', pattern],
  ['ganesh@123', pattern],
  ['bharat1947', pattern],
  ['zxcvbnm,', pattern],
  ['aaaaaaaaaaaa', pattern],
  ['abcabcabcabc', pattern],
  ['abcdefghijk', pattern],
  ['9876543210', pattern],
  ['15-08-1947', pattern],
  ['AshaRao1', own],
  ['asha.ads', own],
  ['asha.ads@sweetshop.example', own],
  ['sweetshop1', own],
  ['a5ha2026', own],
  ['asha.asha.asha', own],
  ['rao-SWEETSHOP-asha', own],
  ['AshaRao1234', own],
  ['Asha-Rao-2026!', own],
  ['asha_rao_sweetshop_1', own],
  ['Sweetshop@2025Rao', own],
  ['password-admin', common],
  ['admin@admin123', common],
  ['welcome@india123', common],
  ['india@mumbai1', common],
  ['India@2026#', common],
  ['123-456-789', pattern],
  ['12345-67890-1', pattern],
])('%s is refused', async (password, problem) => {
  expect(await codeOf(password)).toBe(problem)
})

test.each([
  'dhol-demo-2026',
  'correct horse battery staple',
  'purple mango rickshaw',
  'kX9!vb2#qL',
  '8Zk2pQ9x',
  'mango chutney',
  'chai-and-thunder-42',
  'blueTiger77$x',
  'khan7xQ9!kkv',
  'पुराना लाल स्कूटर',
  'அம்மா சமையல் நல்லது',
])('%s is fine', async (password) => {
  expect(await codeOf(password)).toBeUndefined()
})

test('what belongs to one person is no problem for another', async () => {
  const password = 'sweetshop-quay'
  expect(await codeOf(password, { name: 'Ravi', email: 'ravi@example.in' })).toBeUndefined()
  expect(await codeOf(password, { name: 'Sweetshop Quay', email: 'q@example.in' })).toBe(own)
})

test('initials make no password worse', async () => {
  expect(await codeOf('8Zk2pQ9x', { name: 'Z Q', email: 'k@x.in' })).toBeUndefined()
})

test('the demo account has a password that it may have', async () => {
  expect(await codeOf(demoUser.password, demoUser)).toBeUndefined()
})
