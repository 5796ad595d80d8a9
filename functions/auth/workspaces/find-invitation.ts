import { idOf } from '../../../contracts/common.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { AuthContext } from '../context.ts'
import { linkInvalid } from '../refusals.ts'
import { findInvitationByToken } from './invitations.sql.ts'

/** The link names its workspace, so that the row is looked for as that workspace: `wsp_….secret`. */
export const invitationToken = (workspaceId: string, secret: string) => `${workspaceId}.${secret}`

/** @throws InvalidInput for a link that names none */
export function workspaceOf(token: string): string {
  const workspace = idOf('wsp').safeParse(token.split('.')[0])
  if (!workspace.success) throw linkInvalid()
  return workspace.data
}

export type FoundInvitation = Awaited<ReturnType<typeof findInvitation>>

/** The open invitation that a link leads to, with its workspace. @throws InvalidInput for any other link */
export async function findInvitation(token: string, { db, clock }: Pick<AuthContext, 'db' | 'clock'>) {
  const workspaceId = workspaceOf(token)
  const tenant = db.of({ workspaceId })
  const found = await findInvitationByToken(tenant, workspaceId, hashSecret(token), new Date(clock()))
  if (!found) throw linkInvalid()
  return { ...found, workspaceId }
}
