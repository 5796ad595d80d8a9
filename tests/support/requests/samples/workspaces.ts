import { hashSecret, newSecret } from '../../../../functions/platform/crypto/ids.ts'
import { insertMember, insertPerson, insertWorkspace, newId, type Scene } from '../endpoint-callers.ts'
import { newEmail, newPassword, nothing, type Samples, tomorrow } from './sample.ts'

/** Sent by an owner of the workspace: the scene's, or somebody who is made for it. */
async function insertInvitation(scene: Scene, workspaceId: string, email = newEmail()) {
  const isOfScene = workspaceId === scene.workspaceId
  const inviter = isOfScene ? scene.owner : await insertPerson(scene.superuser, 'Ravi')
  if (!isOfScene) await insertMember(scene.superuser, workspaceId, inviter.id, 'owner')
  const id = newId('inv')
  const token = `${workspaceId}.${newSecret()}`
  await scene.superuser.insert('auth.invitations', {
    id,
    workspace_id: workspaceId,
    email,
    role: 'viewer',
    token_hash: hashSecret(token),
    invited_by: inviter.name,
    invited_by_id: inviter.id,
    created_at: new Date(),
    expires_at: tomorrow(),
  })
  return { id, token }
}

export const workspaceSamples = {
  createWorkspace: () => ({ body: { name: 'Chai Point' } }),
  renameWorkspace: () => ({ body: { name: 'Chai Point' } }),
  leaveWorkspace: nothing,
  deleteWorkspace: nothing,
  listDeletedWorkspaces: nothing,
  restoreWorkspace: async ({ superuser, workspaceId }, { kind, person }) => {
    if (!person || kind === 'outsider') return { params: { id: workspaceId } }
    const id = await insertWorkspace(superuser, 'Elsewhere')
    await insertMember(superuser, id, person.id, 'owner')
    await superuser.rows('update auth.workspaces set deleted_at = now() where id = $1', [id])
    return { params: { id } }
  },
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
} satisfies Samples
