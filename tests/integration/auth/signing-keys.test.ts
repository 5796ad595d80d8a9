import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { publicKey, sign } from '../../../functions/platform/aws/keys.ts'
import { newId } from '../../../functions/platform/crypto/ids.ts'
import {
  createTokenVerifier,
  keyId,
  readKeySet,
  tokenAudience,
} from '../../../functions/platform/crypto/tokens.ts'
import { Unauthorized } from '../../../functions/platform/errors.ts'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { arnOf, keyPolicyOf } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'
import { unsigned } from '../../support/people/access-tokens.ts'

const keyOf = (id: string) => ({
  id,
  arn: arnOf('kms', `key/${id}`),
  spec: 'RSA_2048',
  usage: 'SIGN_VERIFY',
  aliases: [],
})
const [newest, old, unlisted] = ['31', '32', '33'].map((end) =>
  keyOf(`0b6e4ac5-0000-4000-8000-0000000000${end}`),
) as [ReturnType<typeof keyOf>, ReturnType<typeof keyOf>, ReturnType<typeof keyOf>]
const issuer = 'https://dhol.test'

let cloud: SmallCloud
beforeAll(async () => {
  const keys = [newest, old, unlisted]
  cloud = await startSmallCloud({
    assembly: { keys, resourcePolicies: keys.map(({ arn }) => keyPolicyOf(arn)) },
  })
  pointSdkAt(cloud)
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

const verifierOf = (...keys: { arn: string }[]) =>
  createTokenVerifier({ SIGNING_KEY_ARNS: keys.map(({ arn }) => arn), TOKEN_ISSUER: issuer })

const claims = { userId: newId('usr'), sessionId: newId('ses'), workspaceId: newId('wsp') }
async function tokenBy({ arn }: { arn: string }, named = arn) {
  const now = Math.floor(Date.now() / 1000)
  const { userId: sub, sessionId: session, workspaceId: workspace } = claims
  const message = unsigned(
    { alg: 'RS256', typ: 'JWT', kid: keyId(named) },
    { iss: issuer, aud: tokenAudience, sub, session, workspace, use: 'access', iat: now, exp: now + 3600 },
  )
  return `${message}.${Buffer.from(await sign(arn, message)).toString('base64url')}`
}

test('while keys change hands, tokens by the newest and by the old one are honoured', async () => {
  const verify = verifierOf(newest, old)
  expect(await verify(await tokenBy(newest))).toEqual(claims)
  expect(await verify(await tokenBy(old))).toEqual(claims)
})

test('once the old key is off the list, its tokens are refused', async () => {
  const verify = verifierOf(newest)
  expect(await verify(await tokenBy(newest))).toEqual(claims)
  await expect(verify(await tokenBy(old))).rejects.toThrow(Unauthorized)
})

test('a key that was never listed signs for nobody, whatever it calls itself', async () => {
  const verify = verifierOf(newest, old)
  await expect(verify(await tokenBy(unlisted))).rejects.toThrow(Unauthorized)
  await expect(verify(await tokenBy(unlisted, newest.arn))).rejects.toThrow(Unauthorized)
})

test('a refused token does not spoil the verifier for the next, nor is the key asked for again each time', async () => {
  const verify = verifierOf(newest, old)
  for (let time = 0; time < 3; time++) {
    await expect(verify(await tokenBy(unlisted))).rejects.toThrow(Unauthorized)
    expect(await verify(await tokenBy(newest))).toEqual(claims)
  }
})

test('the key set lists every key by its kid, the newest first', async () => {
  const { keys } = await readKeySet([newest.arn, old.arn])
  expect(keys.map(({ kid }) => kid)).toEqual([newest.id, old.id])
  expect(keys[0]).toEqual({
    kty: 'RSA',
    use: 'sig',
    alg: 'RS256',
    kid: newest.id,
    n: expect.any(String),
    e: 'AQAB',
  })
  expect(await publicKey(newest.arn)).not.toEqual(await publicKey(old.arn))
})

test('KMS out of reach logs nobody out: the error is not one of the token', async () => {
  const token = await tokenBy(newest)
  pointSdkAt(cloud, 'http://127.0.0.1:1')
  vi.resetModules()
  const tokens = await import('../../../functions/platform/crypto/tokens.ts')
  const verify = tokens.createTokenVerifier({ SIGNING_KEY_ARNS: [newest.arn], TOKEN_ISSUER: issuer })
  const failure: unknown = await verify(token).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toHaveProperty('status', 401)
})
