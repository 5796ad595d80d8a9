import { domainToASCII } from 'node:url'
import bcrypt from 'bcrypt'
import { expect, test } from 'vitest'
import type { Generation } from '../../../../contracts/creative.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { codeOf, newColleague, newMember } from '../../../support/people/client.ts'
import { mailedToken, mailsAbout } from '../../../support/people/links.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { tryLogIn, verify } = accountRequests(cloud)

/** The same words as two keyboards type them. */
const one = 'ज़मीन पर चाय caf\u00e9'
const other = 'ज\u093cमीन पर चाय cafe\u0301'
/** As one of them typed it before passwords had one form. */
const before = 'क\u093cलम \u0958लम cafe\u0301 \u00e9'

const setHash = async (userId: string, password: string) =>
  superuser('update auth.users set password_hash = $2 where id = $1', [
    userId,
    await bcrypt.hash(password, 4),
  ])

test('a password that was chosen on one keyboard is the same on another', async () => {
  const who = { ...newcomer('Ravi'), password: other }
  await register(cloud().origin, who)
  const token = await mailedToken(cloud(), who.email, 'Confirm')
  expect((await verify(token, one)).status).toBe(200)
  expect(await codeOf(tryLogIn({ ...who, password: one }))).toBe('200')
  expect(await codeOf(tryLogIn({ ...who, password: other.replaceAll(' ', '\u00a0') }))).toBe('200')
  expect(await codeOf(tryLogIn({ ...who, password: other.toUpperCase() }))).toBe('401 wrong_login')
})

test('one that was set before there was a form is taken as it was typed, by a log-in and a step-up', async () => {
  const { account, refused } = await newColleague(cloud())
  await setHash(account.id, before)
  const stepUp = (password: string) => codeOf(refused('/v1/auth/step-up', { body: { password } }))
  expect(await codeOf(tryLogIn({ ...account, password: `${before}!` }))).toBe('401 wrong_login')
  expect(await codeOf(tryLogIn({ ...account, password: before }))).toBe('200')
  expect(await stepUp(before)).toBe('200')
})

test('the same brief with the same key is the same generation, whoever typed it', async () => {
  const { call, brand } = await newMember(cloud())
  const order = (brief: string) =>
    call<Generation>('/v1/generations', {
      body: { brandId: brand.id, brief, aspectRatios: ['1:1'], count: 1 },
      headers: { 'idempotency-key': 'one-form' },
    })
  const first = await order(one)
  const second = await order(other)
  expect(second).toMatchObject({ status: 202, body: { id: first.body.id, brief: one.normalize('NFC') } })
})

test('an address under .भारत gets its mail in ASCII, and opens the account in either script', async () => {
  const local = newcomer().email.split('@')[0] ?? ''
  const [typed, ascii] = [`${local}@चाय.भारत`, `${local}@${domainToASCII('चाय.भारत')}`]
  const who = { ...newcomer('Ravi'), email: typed }
  expect((await register(cloud().origin, who)).status).toBe(202)
  expect(await verify(await mailedToken(cloud(), ascii, 'Confirm'))).toMatchObject({ body: { email: ascii } })
  expect(await codeOf(tryLogIn({ ...who, email: ascii.toUpperCase() }))).toBe('200')
  expect(await codeOf(tryLogIn({ ...who, email: `\u200e${typed}` }))).toBe('200')
  await register(cloud().origin, { ...newcomer('Ravi'), email: ascii })
  const mails = await mailsAbout(cloud(), ascii, 'have an account already')
  expect(mails).toHaveLength(1)
})
