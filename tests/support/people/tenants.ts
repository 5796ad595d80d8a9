import { hashSecret, newSecret } from '../../../functions/platform/crypto/ids.ts'
import type { Superuser } from '../cloud/superuser.ts'
import { insertMember, insertPerson, insertWorkspace, newId } from '../requests/endpoint-callers.ts'

/** A workspace with one row in every table, and one generation each that is under way and that has ended. */
export async function makeTenant(superuser: Superuser, name: string) {
  const { insert } = superuser
  const now = new Date()
  const workspaceId = await insertWorkspace(superuser, name)
  const owner = await insertPerson(superuser, name)
  await insertMember(superuser, workspaceId, owner.id, 'owner')
  const ofWorkspace = { workspace_id: workspaceId, created_at: now }
  const brandId = newId('brd')
  await insert('creative.brands', {
    ...ofWorkspace,
    id: brandId,
    name,
    sells: '',
    audience: '',
    colours: [],
    tone: '',
  })
  const insertGeneration = async (status: 'queued' | 'succeeded') => {
    const id = newId('gen')
    // Its last change lies ahead, so that the sweep does not take it for lost.
    const updated_at = new Date(now.getTime() + 24 * 60 * 60_000)
    await insert('creative.generations', {
      ...ofWorkspace,
      id,
      brand_id: brandId,
      brief: name,
      status,
      credits: 1,
      input_hash: '',
      updated_at,
      turn_at: now,
      turn_pictures: 0, // Nobody draws them: they take no room from those that are drawn.
      finished_at: status === 'succeeded' ? now : null,
    })
    await insert('creative.pictures', {
      id: newId('pic'),
      workspace_id: workspaceId,
      generation_id: id,
      position: 0,
      aspect_ratio: '1:1',
      status: status === 'succeeded' ? 'ready' : 'queued',
      storage_key: newSecret(),
      expected_seconds: 1,
      updated_at,
    })
    return id
  }
  const [underWay, ended] = [await insertGeneration('queued'), await insertGeneration('succeeded')]
  await insert('creative.deletions', {
    id: newId('del'),
    workspace_id: workspaceId,
    kind: 'brand',
    subject_id: newId('brd'),
    title: name,
    deleted_by: name,
    deleted_by_id: owner.id,
    deleted_at: now,
  })
  await insert('auth.invitations', {
    ...ofWorkspace,
    id: newId('inv'),
    email: `${name.replaceAll(' ', '.')}@example.in`.toLowerCase(),
    role: 'viewer',
    invited_by: name,
    expires_at: new Date(now.getTime() + 24 * 60 * 60_000),
  })
  await insert('auth.api_keys', {
    ...ofWorkspace,
    id: newId('key'),
    name,
    role: 'viewer',
    hash: hashSecret(newSecret()),
    hint: 'dhol_Ab12…',
    created_by: name,
  })
  await insert('audit.entries', {
    id: newId('aud'),
    workspace_id: workspaceId,
    at: now,
    actor_kind: 'person',
    actor_id: owner.id,
    actor_name: name,
    action: 'brand.made',
    subject: brandId,
  })
  return { workspaceId, owner, brandId, underWay, ended }
}
export type Tenant = Awaited<ReturnType<typeof makeTenant>>
