import { idOf } from '../../contracts/common.ts'
import { hashSecret } from '../platform/ids.ts'
import type { AuthContext } from './context.ts'
import { findInvitationByToken } from './invitations.sql.ts'
import { linkInvalid } from './link-invalid.ts'

/** The link names its workspace, so that the row is looked for as that workspace: `wsp_….secret`. */
export const invitationToken = (workspaceId: string, secret: string) => `${workspaceId}.${secret}`

/** The open invitation that a link leads to, with its workspace. @throws InvalidInput for any other link */
export async function findInvitation(token: string, { db, clock }: Pick<AuthContext, 'db' | 'clock'>) {
  const workspace = idOf('wsp').safeParse(token.split('.')[0])
  if (!workspace.success) throw linkInvalid()
  const workspaceId = workspace.data
  const tenant = db.of({ workspaceId })
  const found = await findInvitationByToken(tenant, workspaceId, hashSecret(token), new Date(clock()))
  if (!found) throw linkInvalid()
  return { ...found, workspaceId }
}
