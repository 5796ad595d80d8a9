import bcrypt from 'bcrypt'
import { Secret, TOTP } from 'otpauth'
import { hashSecret, newSecret } from '../../../../functions/platform/crypto/ids.ts'
import { type Caller, insertPerson, newId, type Scene } from '../endpoint-callers.ts'
import { newEmail, newPassword, nothing, type Samples, tomorrow } from './sample.ts'

/** A link of a mail that was sent already; gives its token. */
async function insertLink({ superuser }: Scene, kind: 'register' | 'reset', email: string) {
  const token = newSecret()
  const password_hash = await bcrypt.hash(newPassword, 4)
  const account = kind === 'register' ? { name: 'Ravi', password_hash } : {}
  await superuser.insert('auth.links', {
    id: newId('lnk'),
    kind,
    email,
    ...account,
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
  verifyEmail: async (scene) => ({
    body: { token: await insertLink(scene, 'register', newEmail()), password: newPassword },
  }),
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
  getKeys: nothing,

  getMe: nothing,
  stepUp: (_, { person }) => ({ body: { password: person?.password ?? newPassword } }),
  changePassword: () => ({ body: { password: newPassword } }),
  changeEmail: () => ({ body: { email: newEmail() } }),
  listSessions: nothing,
  getReview: nothing,
  finishReview: nothing,
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
