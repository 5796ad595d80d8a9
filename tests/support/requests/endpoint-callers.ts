import bcrypt from 'bcrypt'
import { typeid } from 'typeid-js'
import type { IdPrefix } from '../../../contracts/common.ts'
import { type Role, roles } from '../../../contracts/roles.ts'
import { hashSecret, newSecret } from '../../../functions/platform/crypto/ids.ts'
import type { Superuser } from '../cloud/superuser.ts'
import { logIn, outsider } from '../people/client.ts'

/** A workspace with an owner and a viewer who do nothing: what a caller must not touch, unless their role may. */
export type Scene = Awaited<ReturnType<typeof makeScene>>

/** Everybody who may come to an endpoint of the workspace of a scene. */
export const callerKinds = [
  ...roles,
  /** Owns another workspace and comes with the token of that one. */
  'outsider',
  /** Was an owner when the token was made, and no longer belongs. */
  'leaver',
  /** Is an owner, whose session was ended. */
  'signed-out',
  'editor key',
  'viewer key',
  /** Was an editor's. */
  'revoked key',
  'anonymous',
] as const
export type CallerKind = (typeof callerKinds)[number]

export const newId = (prefix: IdPrefix) => typeid(prefix).toString()

/** All have the same: none of them is about passwords. */
const password = 'chai-and-thunder-42'
const passwordHash = bcrypt.hashSync(password, 4)

let addresses = 0
/** Another for each, so that limits of one are none for another. */
export function newAddress() {
  addresses++
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
}

export async function insertPerson(superuser: Superuser, name: string) {
  const id = newId('usr')
  const person = { id, name, email: `${id.slice(4)}@example.in`, password, address: newAddress() }
  await superuser.insert('auth.users', {
    id,
    name,
    email: person.email,
    password_hash: passwordHash,
    created_at: new Date(),
  })
  return person
}
export type StagePerson = Awaited<ReturnType<typeof insertPerson>>

export async function insertWorkspace(superuser: Superuser, name: string) {
  const id = newId('wsp')
  await superuser.insert('auth.workspaces', { id, name, tier: 'growth', created_at: new Date() })
  return id
}

export const insertMember = (superuser: Superuser, workspaceId: string, userId: string, role: Role) =>
  superuser.insert('auth.members', {
    workspace_id: workspaceId,
    user_id: userId,
    role,
    daily_limit_paise: role === 'approver' ? 100_000 : null,
    created_at: new Date(),
  })

export async function makeScene(superuser: Superuser) {
  /** Stands in the name of everything, so that it is found in an answer that tells of it. */
  const marker = `Secret of ${newSecret().slice(0, 12)}`
  const [workspaceId, owner, viewer] = await Promise.all([
    insertWorkspace(superuser, marker),
    insertPerson(superuser, marker),
    insertPerson(superuser, marker),
  ])
  await insertMember(superuser, workspaceId, owner.id, 'owner')
  await insertMember(superuser, workspaceId, viewer.id, 'viewer')
  return { superuser, marker, workspaceId, owner, viewer }
}

export type Caller = {
  kind: CallerKind
  /** Undefined for programs and for who does not say who they are. */
  person: StagePerson | undefined
  token: string | undefined
  cookie: string
  call: ReturnType<typeof outsider>['call']
}

export async function makeCaller(kind: CallerKind, scene: Scene, origin: string): Promise<Caller> {
  if (kind === 'anonymous') return program(kind, origin, undefined)
  if (kind.endsWith(' key')) return program(kind, origin, await insertKey(kind, scene))
  const { superuser } = scene
  const person = await insertPerson(superuser, 'Asha')
  const workspaceId = kind === 'outsider' ? await insertWorkspace(superuser, 'Elsewhere') : scene.workspaceId
  const role = roles.find((each) => each === kind) ?? 'owner'
  await insertMember(superuser, workspaceId, person.id, role)
  const { session, cookie, call } = await logIn(origin, person)
  if (!session.accessToken) throw new Error(`nobody logged in: ${JSON.stringify(session)}`)
  if (kind === 'leaver') await superuser.rows('delete from auth.members where user_id = $1', [person.id])
  if (kind === 'signed-out') {
    const end = `update auth.sessions set ended_at = now(), ended_why = 'signed_out' where user_id = $1`
    await superuser.rows(end, [person.id])
  }
  return { kind, person, token: session.accessToken, cookie, call }
}

const program = (kind: CallerKind, origin: string, token: string | undefined): Caller => ({
  kind,
  person: undefined,
  token,
  cookie: '',
  call: outsider(origin, token, newAddress()).call,
})

async function insertKey(kind: CallerKind, { superuser, workspaceId, owner }: Scene) {
  const key = `dhol_${newSecret()}`
  await superuser.insert('auth.api_keys', {
    id: newId('key'),
    workspace_id: workspaceId,
    name: kind,
    role: kind === 'viewer key' ? 'viewer' : 'editor',
    hash: hashSecret(key),
    hint: key.slice(0, 9),
    created_by: owner.name,
    created_at: new Date(),
    revoked_at: kind === 'revoked key' ? new Date() : null,
  })
  return key
}
