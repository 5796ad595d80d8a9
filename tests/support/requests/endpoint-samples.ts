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
  type Stage,
} from './endpoint-callers.ts'

export type Sample = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

type SampleOf = (stage: Stage, caller: Caller) => Sample | Promise<Sample>

const newPassword = 'monsoon-over-kochi-77'
const day = 24 * 60 * 60_000
const tomorrow = () => new Date(Date.now() + day)
const nothing = () => ({})
const newEmail = () => `${newId('usr').slice(4)}@example.in`

/** A link of a mail that was sent already; gives its token. */
async function insertLink({ superuser }: Stage, kind: 'register' | 'reset', email: string) {
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

async function insertInvitation(stage: Stage, workspaceId: string, email = newEmail()) {
  const id = newId('inv')
  const token = `${workspaceId}.${newSecret()}`
  await stage.superuser.insert('auth.invitations', {
    id,
    workspace_id: workspaceId,
    email,
    role: 'viewer',
    token_hash: hashSecret(token),
    invited_by: workspaceId === stage.workspaceId ? stage.marker : 'Ravi',
    created_at: new Date(),
    expires_at: tomorrow(),
  })
  return { id, token }
}

async function insertBrand({ superuser, workspaceId, marker }: Stage, archivedAt?: Date) {
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
async function insertGeneration(stage: Stage, status: 'queued' | 'failed') {
  const { superuser, workspaceId, marker } = stage
  const id = newId('gen')
  const common = { workspace_id: workspaceId, status, updated_at: tomorrow() }
  await superuser.insert('creative.generations', {
    ...common,
    id,
    brand_id: await insertBrand(stage),
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

async function insertSession({ superuser }: Stage, userId: string) {
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
const insertSecondFactor = async ({ superuser }: Stage, { person }: Caller) =>
  person &&
  superuser.insert('auth.second_factors', {
    user_id: person.id,
    sealed_secret: 'of no app',
    confirmed_at: new Date(),
  })

const byCookie = ({ cookie }: Caller) => ({ 'x-dhol-csrf': '1', ...(cookie && { cookie }) })

/**
 * A request for each endpoint that succeeds for whoever may make it, about something in the workspace of the stage
 * (or the caller's own, where an endpoint is about the caller). An outsider gets one about what is not theirs.
 */
export const samples: Record<EndpointName, SampleOf> = {
  getHealth: nothing,
  getOpenapi: nothing,

  register: () => ({
    body: { name: 'Ravi', email: newEmail(), password: newPassword },
  }),
  verifyEmail: async (stage) => ({
    body: { token: await insertLink(stage, 'register', newEmail()), password: newPassword },
  }),
  login: async ({ superuser }) => {
    const { email, password } = await insertPerson(superuser, 'Ravi')
    return { body: { email, password } }
  },
  refreshSession: ({ workspaceId }, caller) => ({ body: { workspaceId }, headers: byCookie(caller) }),
  logOut: (_, caller) => ({ headers: byCookie(caller) }),
  forgotPassword: ({ owner }) => ({ body: { email: owner.email } }),
  resetPassword: async (stage) => {
    const { email } = await insertPerson(stage.superuser, 'Ravi')
    return { body: { token: await insertLink(stage, 'reset', email), password: newPassword } }
  },
  getKeys: nothing,

  getMe: nothing,
  stepUp: (_, { person }) => ({ body: { password: person?.password ?? newPassword } }),
  changePassword: () => ({ body: { password: newPassword } }),
  changeEmail: () => ({ body: { email: newEmail() } }),
  listSessions: nothing,
  endSession: async (stage, { kind, person }) => {
    const userId = person && kind !== 'outsider' ? person.id : stage.owner.id
    return { params: { id: await insertSession(stage, userId) } }
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
  renewRecoveryCodes: async (stage, caller) => {
    await insertSecondFactor(stage, caller)
    return {}
  },
  removeSecondFactor: async (stage, caller) => {
    await insertSecondFactor(stage, caller)
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
  listInvitations: async (stage) => {
    await insertInvitation(stage, stage.workspaceId)
    return {}
  },
  withdrawInvitation: async (stage) => ({
    params: { id: (await insertInvitation(stage, stage.workspaceId)).id },
  }),
  readInvitation: async (stage) => {
    const workspaceId = await insertWorkspace(stage.superuser, 'Elsewhere')
    return { body: { token: (await insertInvitation(stage, workspaceId)).token } }
  },
  acceptInvitation: async (stage, { kind, person }) => {
    if (!person || kind === 'outsider') {
      const { token } = await insertInvitation(stage, stage.workspaceId)
      return { body: { token } }
    }
    const workspaceId = await insertWorkspace(stage.superuser, 'Elsewhere')
    return { body: { token: (await insertInvitation(stage, workspaceId, person.email)).token } }
  },
  registerInvited: async (stage) => {
    const workspaceId = await insertWorkspace(stage.superuser, 'Elsewhere')
    const { token } = await insertInvitation(stage, workspaceId)
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
  listBrands: async (stage) => ({ query: { cursor: await insertBrand(stage) } }),
  updateBrand: async (stage) => ({ params: { id: await insertBrand(stage) }, body: { tone: 'Warm' } }),
  archiveBrand: async (stage) => ({ params: { id: await insertBrand(stage) } }),
  restoreBrand: async (stage) => ({ params: { id: await insertBrand(stage, new Date()) } }),
  createGeneration: async (stage) => ({
    body: { brandId: await insertBrand(stage), brief: 'Diwali', aspectRatios: ['1:1'], count: 1 },
  }),
  listGenerations: async (stage) => ({ query: { cursor: await insertGeneration(stage, 'failed') } }),
  getGeneration: async (stage) => ({ params: { id: await insertGeneration(stage, 'failed') } }),
  cancelGeneration: async (stage) => ({ params: { id: await insertGeneration(stage, 'queued') } }),
  retryGeneration: async (stage) => ({ params: { id: await insertGeneration(stage, 'failed') } }),

  createTicket: nothing,
}
