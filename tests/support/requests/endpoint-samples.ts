import bcrypt from 'bcrypt'
import { Secret, TOTP } from 'otpauth'
import type { EndpointName } from '../../../contracts/index.ts'
import { hashSecret, newSecret } from '../../../functions/platform/crypto/ids.ts'
import {
  type Caller,
  insertMember,
  insertPerson,
  insertWorkspace,
  newId,
  type Scene,
} from './endpoint-callers.ts'

export type Sample = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

type SampleOf = (scene: Scene, caller: Caller) => Sample | Promise<Sample>

const newPassword = 'monsoon-over-kochi-77'
const day = 24 * 60 * 60_000
const tomorrow = () => new Date(Date.now() + day)
const nothing = () => ({})
const newEmail = () => `${newId('usr').slice(4)}@example.in`

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

async function insertInvitation(scene: Scene, workspaceId: string, email = newEmail()) {
  const id = newId('inv')
  const token = `${workspaceId}.${newSecret()}`
  await scene.superuser.insert('auth.invitations', {
    id,
    workspace_id: workspaceId,
    email,
    role: 'viewer',
    token_hash: hashSecret(token),
    invited_by: workspaceId === scene.workspaceId ? scene.marker : 'Ravi',
    created_at: new Date(),
    expires_at: tomorrow(),
  })
  return { id, token }
}

async function insertBrand({ superuser, workspaceId, marker }: Scene, archivedAt?: Date) {
  const id = newId('brd')
  const row = { id, workspace_id: workspaceId, name: marker, sells: marker, audience: '', tone: '' }
  await superuser.insert('creative.brands', {
    ...row,
    colours: [],
    created_at: new Date(),
    archived_at: archivedAt,
  })
  return id
}

/** A generation with one picture. Its last change lies ahead, so that the sweep does not take it for lost. */
async function insertGeneration(scene: Scene, status: 'queued' | 'failed') {
  const { superuser, workspaceId, marker } = scene
  const id = newId('gen')
  const common = { workspace_id: workspaceId, status, updated_at: tomorrow() }
  await superuser.insert('creative.generations', {
    ...common,
    id,
    brand_id: await insertBrand(scene),
    brief: marker,
    credits: 1,
    input_hash: '',
    created_at: new Date(),
    finished_at: status === 'failed' ? new Date() : null,
  })
  await superuser.insert('creative.pictures', {
    ...common,
    id: newId('pic'),
    generation_id: id,
    position: 0,
    aspect_ratio: '1:1',
    storage_key: newSecret(),
    expected_seconds: 1,
  })
  return id
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
  superuser.insert('auth.second_factors', {
    user_id: person.id,
    sealed_secret: 'of no app',
    confirmed_at: new Date(),
  })

const byCookie = ({ cookie }: Caller) => ({ 'x-dhol-csrf': '1', ...(cookie && { cookie }) })

/**
 * A request for each endpoint that succeeds for whoever may make it, about something in the workspace of the scene
 * (or the caller's own, where an endpoint is about the caller). An outsider gets one about what is not theirs.
 */
export const samples: Record<EndpointName, SampleOf> = {
  getHealth: nothing,
  getOpenapi: nothing,

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

  createWorkspace: () => ({ body: { name: 'Chai Point' } }),
  renameWorkspace: () => ({ body: { name: 'Chai Point' } }),
  leaveWorkspace: nothing,
  listMembers: nothing,
  changeMember: ({ viewer }) => ({ params: { id: viewer.id }, body: { role: 'editor' } }),
  removeMember: async ({ superuser, workspaceId, marker }) => {
    const { id } = await insertPerson(superuser, marker)
    await insertMember(superuser, workspaceId, id, 'editor')
    return { params: { id } }
  },
  inviteMember: () => ({ body: { email: newEmail(), role: 'viewer' } }),
  listInvitations: async (scene) => {
    await insertInvitation(scene, scene.workspaceId)
    return {}
  },
  withdrawInvitation: async (scene) => ({
    params: { id: (await insertInvitation(scene, scene.workspaceId)).id },
  }),
  readInvitation: async (scene) => {
    const workspaceId = await insertWorkspace(scene.superuser, 'Elsewhere')
    return { body: { token: (await insertInvitation(scene, workspaceId)).token } }
  },
  acceptInvitation: async (scene, { kind, person }) => {
    if (!person || kind === 'outsider') {
      const { token } = await insertInvitation(scene, scene.workspaceId)
      return { body: { token } }
    }
    const workspaceId = await insertWorkspace(scene.superuser, 'Elsewhere')
    return { body: { token: (await insertInvitation(scene, workspaceId, person.email)).token } }
  },
  registerInvited: async (scene) => {
    const workspaceId = await insertWorkspace(scene.superuser, 'Elsewhere')
    const { token } = await insertInvitation(scene, workspaceId)
    return { body: { token, name: 'Ravi', password: newPassword } }
  },
  createApiKey: () => ({ body: { name: 'Website', role: 'editor' } }),
  listApiKeys: nothing,
  revokeApiKey: async ({ superuser, workspaceId, marker }) => {
    const id = newId('key')
    const row = { id, workspace_id: workspaceId, name: marker, role: 'editor', created_by: marker }
    const secret = { hash: hashSecret(newSecret()), hint: 'dhol_Ab12…' }
    await superuser.insert('auth.api_keys', { ...row, ...secret, created_at: new Date() })
    return { params: { id } }
  },

  listOwnActivity: nothing,
  listAuditEntries: ({ owner }) => ({ query: { actorId: owner.id } }),
  exportAuditEntries: nothing,

  createBrand: () => ({ body: { name: 'Chai Point' } }),
  listBrands: async (scene) => ({ query: { cursor: await insertBrand(scene) } }),
  updateBrand: async (scene) => ({ params: { id: await insertBrand(scene) }, body: { tone: 'Warm' } }),
  archiveBrand: async (scene) => ({ params: { id: await insertBrand(scene) } }),
  restoreBrand: async (scene) => ({ params: { id: await insertBrand(scene, new Date()) } }),
  createGeneration: async (scene) => ({
    body: { brandId: await insertBrand(scene), brief: 'Diwali', aspectRatios: ['1:1'], count: 1 },
  }),
  listGenerations: async (scene) => ({ query: { cursor: await insertGeneration(scene, 'failed') } }),
  getGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'failed') } }),
  cancelGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'queued') } }),
  retryGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'failed') } }),

  createTicket: nothing,
}
