import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sign } from '../../../../functions/platform/aws/keys.ts'
import { newId } from '../../../../functions/platform/crypto/ids.ts'
import { createTokenVerifier, keySetOf, tokenAudience } from '../../../../functions/platform/crypto/tokens.ts'
import { tokenEnv } from '../../../../functions/platform/env.ts'
import { Unauthorized } from '../../../../functions/platform/errors.ts'
import { publicKeyOf } from '../../../support/cloud/public-keys.ts'
import { pointSdkAt } from '../../../support/cloud/sdk-env.ts'
import { arnOf, keyPolicyOf } from '../../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../../support/cloud/small-cloud.ts'
import { unsigned } from '../../../support/people/access-tokens.ts'

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

type Key = typeof newest
const verifierOf = async (...keys: Key[]) =>
  createTokenVerifier({ SIGNING_KEYS: await Promise.all(keys.map(publicKeyOf)), TOKEN_ISSUER: issuer })

const claims = {
  userId: newId('usr'),
  sessionId: newId('ses'),
  workspaceId: newId('wsp'),
  tier: 'growth' as const,
}
async function tokenBy({ arn, id }: Key, kid = id, tier: string | null = claims.tier) {
  const now = Math.floor(Date.now() / 1000)
  const { userId: sub, sessionId: session, workspaceId: workspace } = claims
  const message = unsigned(
    { alg: 'RS256', typ: 'JWT', kid },
    {
      iss: issuer,
      aud: tokenAudience,
      sub,
      session,
      workspace,
      ...(tier && { tier }),
      use: 'access',
      iat: now,
      exp: now + 3600,
    },
  )
  return `${message}.${Buffer.from(await sign(arn, message)).toString('base64url')}`
}

const attempt = (verify: (token: string) => unknown, token: string) => {
  try {
    return verify(token)
  } catch (error) {
    return error
  }
}

test('while keys change hands, tokens by the newest and by the old one are honoured', async () => {
  const verify = await verifierOf(newest, old)
  expect(verify(await tokenBy(newest))).toEqual(claims)
  expect(verify(await tokenBy(old))).toEqual(claims)
})

test('once the old key is off the list, its tokens are refused', async () => {
  const verify = await verifierOf(newest)
  expect(verify(await tokenBy(newest))).toEqual(claims)
  expect(attempt(verify, await tokenBy(old))).toBeInstanceOf(Unauthorized)
})

test('a key that was never listed signs for nobody, whatever it calls itself', async () => {
  const verify = await verifierOf(newest, old)
  expect(attempt(verify, await tokenBy(unlisted))).toBeInstanceOf(Unauthorized)
  expect(attempt(verify, await tokenBy(unlisted, newest.id))).toBeInstanceOf(Unauthorized)
})

test('a refused token does not spoil the verifier for the next', async () => {
  const verify = await verifierOf(newest, old)
  for (let time = 0; time < 3; time++) {
    expect(attempt(verify, await tokenBy(unlisted))).toBeInstanceOf(Unauthorized)
    expect(verify(await tokenBy(newest))).toEqual(claims)
  }
})

test('the key set lists every key by its kid, the newest first', async () => {
  const { keys } = keySetOf([await publicKeyOf(newest), await publicKeyOf(old)])
  expect(keys.map(({ kid }) => kid)).toEqual([newest.id, old.id])
  expect(keys[0]).toEqual({
    kty: 'RSA',
    use: 'sig',
    alg: 'RS256',
    kid: newest.id,
    n: expect.any(String),
    e: 'AQAB',
  })
  expect(keys[1]?.n).not.toBe(keys[0]?.n)
})

test('with KMS out of reach tokens are checked all the same', async () => {
  const [verify, token, forged] = [await verifierOf(newest), await tokenBy(newest), await tokenBy(unlisted)]
  pointSdkAt(cloud, 'http://127.0.0.1:1')
  vi.resetModules()
  expect(verify(token)).toEqual(claims)
  expect(attempt(verify, forged)).toBeInstanceOf(Unauthorized)
})

test('a token from before tiers were in tokens is honoured', async () => {
  const verify = await verifierOf(newest)
  expect(verify(await tokenBy(newest, newest.id, null))).toEqual({ ...claims, tier: undefined })
})

test.each(['', 'no key', `${newest.arn} AAAA`, `${newest.arn},${old.arn}`])(
  'an environment with %j for keys is refused as the function starts',
  (text) => {
    expect(tokenEnv.safeParse({ SIGNING_KEYS: text, TOKEN_ISSUER: issuer }).error?.issues).toMatchObject([
      { path: ['SIGNING_KEYS'] },
    ])
  },
)
