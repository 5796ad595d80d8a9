import bcrypt from 'bcrypt'
import { Secret, TOTP } from 'otpauth'
import { hashSecret, newSecret } from '../../../../functions/platform/crypto/ids.ts'
import { sessionOf } from '../../people/access-tokens.ts'
import { type Caller, insertPerson, newId, type Scene } from '../endpoint-callers.ts'
import { newEmail, newPassword, nothing, type Samples, tomorrow } from './sample.ts'

/** A link of a mail that was sent already; gives its token. */
async function insertLink({ superuser }: Scene, kind: string, email = newEmail(), more: object = {}) {
  const token = newSecret()
  await superuser.insert('auth.links', {
    id: newId('lnk'),
    kind,
    email,
    ...more,
    token_hash: hashSecret(token),
    created_at: new Date(),
    expires_at: tomorrow(),
  })
  return token
}

async function insertSession({ superuser }: Scene, userId: string) {
  const id = newId('ses')
  const times = { created_at: new Date(), last_used_at: new Date() }
  await superuser.insert('auth.sessions', {
    id,
    user_id: userId,
    device: 'Firefox, Linux',
    address: '10.0.0.1',
    chain_key: newSecret(),
    ...times,
  })
  return id
}

/** Turns it on; nobody has the app that goes with it. */
const insertSecondFactor = async ({ superuser }: Scene, { person }: Caller) =>
  person &&
  superuser.rows(
    `insert into auth.second_factors (user_id, sealed_secret, confirmed_at) values ($1, 'of no app', now())
      on conflict do nothing`,
    [person.id],
  )

const byCookie = ({ cookie }: Caller) => ({ 'x-dhol-csrf': '1', ...(cookie && { cookie }) })

export const authSamples = {
  register: () => ({
    body: { name: 'Ravi', email: newEmail(), password: newPassword },
  }),
  verifyEmail: async (scene) => {
    const account = { name: 'Ravi', password_hash: await bcrypt.hash(newPassword, 4) }
    const token = await insertLink(scene, 'register', newEmail(), account)
    return { body: { token, password: newPassword } }
  },
  login: async ({ superuser }) => {
    const { email, password } = await insertPerson(superuser, 'Ravi')
    return { body: { email, password } }
  },
  refreshSession: ({ workspaceId }, caller) => ({ body: { workspaceId }, headers: byCookie(caller) }),
  logOut: (_, caller) => ({ headers: byCookie(caller) }),
  forgotPassword: ({ owner }) => ({ body: { email: owner.email } }),
  resetPassword: async (scene) => {
    const { email } = await insertPerson(scene.superuser, 'Ravi')
    return { body: { token: await insertLink(scene, 'reset', email), password: newPassword } }
  },
  takeBackAccount: async (scene) => {
    const { id, email } = await insertPerson(scene.superuser, 'Ravi')
    const token = await insertLink(scene, 'take_back', email, { user_id: id })
    return { body: { token, password: newPassword } }
  },
  giveBackAddress: async (scene) => {
    const { id, email } = await insertPerson(scene.superuser, 'Ravi')
    await scene.superuser.rows('update auth.users set email_before = $2 where id = $1', [id, newEmail()])
    return { body: { token: await insertLink(scene, 'give_back', email) } }
  },
  getKeys: nothing,

  getMe: nothing,
  stepUp: (_, { person }) => ({ body: { password: person?.password ?? newPassword } }),
  changePassword: () => ({ body: { password: newPassword } }),
  changeEmail: () => ({ body: { email: newEmail() } }),
  confirmEmail: async (scene, { kind, person, token }) => {
    const isTheirs = person && token && kind !== 'outsider'
    const of = isTheirs
      ? { user_id: person.id, session_id: sessionOf(token) }
      : { user_id: scene.owner.id, session_id: await insertSession(scene, scene.owner.id) }
    return { body: { token: await insertLink(scene, 'change_email', newEmail(), of) } }
  },
  listSessions: nothing,
  getReview: nothing,
  finishReview: nothing,
  getDeletion: nothing,
  deleteAccount: nothing,
  endSession: async (scene, { kind, person }) => {
    const userId = person && kind !== 'outsider' ? person.id : scene.owner.id
    return { params: { id: await insertSession(scene, userId) } }
  },
  endAllSessions: nothing,
  startSecondFactor: nothing,
  confirmSecondFactor: async (_, { call }) => {
    const { status, body } = await call<{ secret: string }>('/v1/auth/second-factor/start', {
      method: 'POST',
    })
    const code = status === 201 ? new TOTP({ secret: Secret.fromBase32(body.secret) }).generate() : '123456'
    return { body: { code } }
  },
  renewRecoveryCodes: async (scene, caller) => {
    await insertSecondFactor(scene, caller)
    return {}
  },
  removeSecondFactor: async (scene, caller) => {
    await insertSecondFactor(scene, caller)
    return {}
  },
} satisfies Samples
