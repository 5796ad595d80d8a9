import type { Cloud } from '../../../local/cloud.ts'
import { refresh } from '../browser/tabs.ts'
import { outsider } from './client.ts'
import { mailedToken } from './links.ts'
import { newcomer, register, registerAndLogIn } from './newcomer.ts'
import { setUpSecondFactor } from './totp.ts'

/** Does all that gives or takes a secret; tells each secret by what it is, and whose they are. */
export async function giveAllSecrets(cloud: Cloud) {
  const { origin } = cloud
  const secrets: Record<string, string> = {}
  const me = await registerAndLogIn(cloud)
  const { call, email } = me
  secrets.password = me.password
  secrets.accessToken = me.session.accessToken
  secrets.refreshToken = me.cookie.split('=')[1] ?? ''
  secrets.verificationLink = await mailedToken(cloud, email, 'Confirm your e-mail address')
  const unverified = { ...newcomer(), password: 'a password that waits 5' }
  await register(origin, unverified)
  secrets.passwordOfNobodyYet = unverified.password
  secrets.unusedLink = await mailedToken(cloud, unverified.email, 'Confirm your e-mail address')

  const renewed = await refresh(origin, me.cookie)
  secrets.nextRefreshToken = renewed.cookie.split('=')[1] ?? ''
  secrets.nextAccessToken = renewed.body.accessToken

  const ticket = () => call<{ ticket: string }>('/v1/realtime/tickets', { method: 'POST' })
  secrets.ticket = (await ticket()).body.ticket
  const apiKey = await call<{ id: string; key: string }>('/v1/api-keys', {
    body: { name: 'Sheet', role: 'viewer' },
  })
  secrets.apiKey = apiKey.body.key
  await outsider(origin, apiKey.body.key).call('/v1/brands')
  await outsider(origin, `${apiKey.body.key}x`).call('/v1/brands')
  await outsider(origin, `${me.session.accessToken}x`).call('/v1/brands')

  const guest = newcomer()
  await call('/v1/invitations', { body: { email: guest.email, role: 'viewer' } })
  secrets.invitationLink = await mailedToken(cloud, guest.email, 'You are invited')
  secrets.invitationSecret = secrets.invitationLink.split('.')[1] ?? ''
  await outsider(origin).call('/v1/invitations/read', { body: { token: secrets.invitationLink } })
  const changed = newcomer()
  await call('/v1/auth/email/change', { body: { email: changed.email } })
  secrets.newAddressLink = await mailedToken(cloud, changed.email, 'Confirm your new address')

  const { app, recoveryCodes } = await setUpSecondFactor({ call })
  secrets.totpSecret = app.secret
  for (const [index, code] of recoveryCodes.entries()) secrets[`recoveryCode${index}`] = code
  secrets.wrongPassword = 'a wrong lantern river'
  const attempt = { email, password: secrets.wrongPassword }
  await outsider(origin).call('/v1/auth/session/login', { body: attempt })
  const [code] = recoveryCodes
  await outsider(origin).call('/v1/auth/session/login', { body: { email, password: me.password, code } })
  await call('/v1/auth/step-up', { body: { code: await app.freshCode() } })

  secrets.changedPassword = 'the second lantern river 8'
  await call('/v1/auth/password/change', { body: { password: secrets.changedPassword } })
  await call('/v1/auth/password/forgot', { body: { email } })
  secrets.resetLink = await mailedToken(cloud, email, 'A new password')
  secrets.resetPassword = 'the third lantern river 9'
  const reset = { token: secrets.resetLink, password: secrets.resetPassword }
  await outsider(origin).call('/v1/auth/password/reset', { body: reset })
  await call('/v1/brands', { method: 'POST', body: `{"name": "${secrets.accessToken}` })
  return { secrets, email, keyId: apiKey.body.id }
}
