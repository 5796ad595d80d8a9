import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { typeid } from 'typeid-js'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressLimit } from '../../../../contracts/limits.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import {
  privateKeyOf,
  readToken,
  sessionOf,
  signed,
  unsigned,
} from '../../../support/people/access-tokens.ts'
import { newColleague, outsider } from '../../../support/people/client.ts'
import { newAddress } from '../../../support/people/newcomer.ts'

const cloud = testCloud()

const now = () => Math.floor(Date.now() / 1000)
const { privateKey: attackersKey, publicKey: attackersPublicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
})

let me: Awaited<ReturnType<typeof newColleague>>
let stranger: typeof me
let header: Record<string, unknown>
let claims: Record<string, unknown>
let signature: string
/** The one that KMS signs with: a token must be refused for what it says, not for how it is signed. */
let dholsKey: KeyObject
beforeAll(async () => {
  me = await newColleague(cloud())
  stranger = await newColleague(cloud())
  const parts = readToken(me.session.accessToken)
  header = parts.header
  claims = parts.claims
  signature = parts.signature
  dholsKey = privateKeyOf(cloud(), String(header.kid))
})

/** An address of its own for each, so that what was refused before has no part in the answer. */
const ask = (token: string, path = '/v1/auth/me') =>
  outsider(cloud().origin, token, newAddress()).refused(path)

const publicPem = () => createPublicKey(dholsKey).export({ type: 'spki', format: 'pem' })
const hs256 = (secret: string | Buffer, kid: Record<string, unknown> = {}) => {
  const message = unsigned({ ...header, alg: 'HS256', ...kid }, claims)
  return `${message}.${createHmac('sha256', secret).update(message).digest('base64url')}`
}
const ofClaims = (changes: Record<string, unknown>) => signed(header, { ...claims, ...changes }, dholsKey)
const withHash = (alg: string, hash: string) => {
  const message = unsigned({ ...header, alg }, claims)
  return `${message}.${sign(hash, Buffer.from(message), dholsKey).toString('base64url')}`
}
const changed = (text: string) => `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`

test('a token that the tests sign themselves, with the right key and claims, is honoured', async () => {
  expect((await ask(signed(header, claims, dholsKey))).status).toBe(200)
  expect((await ask(ofClaims({ exp: now() + 60 }))).status).toBe(200)
})

describe('a forged token', () => {
  const attacks: [string, () => string][] = [
    ['alg none', () => `${unsigned({ ...header, alg: 'none' }, claims)}.`],
    [
      'alg none with the true signature',
      () => `${unsigned({ ...header, alg: 'none' }, claims)}.${signature}`,
    ],
    ['alg NonE', () => `${unsigned({ alg: 'NonE', typ: 'JWT' }, claims)}.`],
    ['HS256 with the public key (PEM) as its secret', () => hs256(publicPem())],
    [
      'HS256 with the public key (DER) as its secret',
      () => hs256(createPublicKey(dholsKey).export({ type: 'spki', format: 'der' })),
    ],
    ['HS256 with an empty secret and no kid', () => hs256('', { kid: undefined })],
    ['HS256 with the kid as its secret', () => hs256(String(header.kid))],
    ['a foreign kid and its key', () => signed({ ...header, kid: 'attackers' }, claims, attackersKey)],
    ['a foreign kid and the right key', () => signed({ ...header, kid: 'attackers' }, claims, dholsKey)],
    ['a kid that is a path', () => signed({ ...header, kid: '../../dev/null' }, claims, attackersKey)],
    ['no kid', () => signed({ alg: 'RS256', typ: 'JWT' }, claims, dholsKey)],
    ['the right kid and another key', () => signed(header, claims, attackersKey)],
    [
      'a key that it brings itself (jwk)',
      () => signed({ ...header, jwk: attackersPublicKey.export({ format: 'jwk' }) }, claims, attackersKey),
    ],
    [
      'an address of keys that it brings itself (jku)',
      () => signed({ ...header, jku: 'https://attacker.example/jwks' }, claims, attackersKey),
    ],
    ['RS512', () => withHash('RS512', 'sha512')],
    ['RS256 that is signed with SHA-1', () => withHash('RS256', 'sha1')],
    ['a changed signature', () => `${unsigned(header, claims)}.${changed(signature)}`],
    ['no signature', () => `${unsigned(header, claims)}.`],
    ['half a signature', () => `${unsigned(header, claims)}.${signature.slice(0, 100)}`],
    [
      'the claims of another under the true signature',
      () => `${unsigned(header, { ...claims, sub: stranger.account.id })}.${signature}`,
    ],
    [
      'a longer life under the true signature',
      () => `${unsigned(header, { ...claims, exp: now() + 10_000_000 })}.${signature}`,
    ],
    ['two parts', () => unsigned(header, claims)],
    ['four parts', () => `${me.session.accessToken}.${signature}`],
    ['something in front', () => `x${me.session.accessToken}`],
    ['garbage', () => 'nonsense'],
    ['an empty JSON', () => 'e30.e30.e30'],
    ['a header that is no JSON', () => `${Buffer.from('{').toString('base64url')}.e30.AAAA`],
    ['100 kB of nothing', () => 'A'.repeat(8000)],
  ]
  test.each(attacks)('with %s is refused', async (_what, forge) => {
    const { status, body } = await ask(forge())
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })
})

describe('a token with the right signature', () => {
  const wrong: [string, () => string][] = [
    ['another issuer', () => ofClaims({ iss: 'https://attacker.example' })],
    ['no issuer', () => ofClaims({ iss: undefined })],
    ['another audience', () => ofClaims({ aud: 'someone-else' })],
    ['no audience', () => ofClaims({ aud: undefined })],
    ['another use', () => ofClaims({ use: 'refresh' })],
    ['no use', () => ofClaims({ use: undefined })],
    ['a life that is over', () => ofClaims({ iat: now() - 3601, nbf: now() - 3601, exp: now() - 1 })],
    ['a life that begins in an hour', () => ofClaims({ nbf: now() + 3600, exp: now() + 7200 })],
    ['nobody', () => ofClaims({ sub: undefined })],
    ['a person that does not exist', () => ofClaims({ sub: typeid('usr').toString() })],
    ["another person's session", () => ofClaims({ session: sessionOf(stranger.session.accessToken) })],
    ['another person in my session', () => ofClaims({ sub: stranger.account.id })],
    ['a session that does not exist', () => ofClaims({ session: typeid('ses').toString() })],
    ['no session', () => ofClaims({ session: undefined })],
    ['a workspace that is no id', () => ofClaims({ workspace: "' or true --" })],
  ]
  test.each(wrong)('but %s is refused, by every service', async (_what, make) => {
    const token = make()
    for (const path of ['/v1/auth/me', '/v1/brands']) {
      const { status, body } = await ask(token, path)
      expect([path, status, body.error.code]).toEqual([path, 401, 'unauthorized'])
    }
  })

  test('for a workspace that the person does not belong to opens nothing of it', async () => {
    const { status, body } = await ask(ofClaims({ workspace: stranger.workspaceId }), '/v1/members')
    expect([status, body.error.code]).toEqual([403, 'no_workspace'])
  })
})

test('refused tokens are counted: who tries many must wait, and the others at that address need not', async () => {
  const address = newAddress()
  const forged = signed(header, claims, attackersKey)
  const attempt = async () => (await outsider(cloud().origin, forged, address).call('/v1/auth/me')).status
  const statuses: number[] = []
  const tries = addressLimit.burst * 3
  while (!statuses.includes(429) && statuses.length < tries) {
    statuses.push(...(await Promise.all(Array.from({ length: 20 }, attempt))))
  }
  expect(statuses).toContain(429)
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(addressLimit.burst)
  expect((await outsider(cloud().origin, me.session.accessToken, address).call('/v1/auth/me')).status).toBe(
    200,
  )
})
