import type { Fate } from '../../../contracts/auth/account-deletion.ts'
import type { SeatAmongOthers } from '../workspaces/workspaces.sql.ts'

/** What becomes of a workspace when this member deletes their account. */
export function fateOf({ role, members, owners }: SeatAmongOthers): Fate['fate'] {
  if (members === 1) return 'deleted'
  return role === 'owner' && owners === 1 ? 'needs_owner' : 'left'
}
