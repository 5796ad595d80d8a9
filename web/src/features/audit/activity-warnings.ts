import type { AuditEntry } from '../../../../contracts/audit.ts'
import type { AccountAction } from '../../../../contracts/audit-actions.ts'

const newPassword: readonly string[] = [
  'user.password_changed',
  'user.password_reset',
] satisfies AccountAction[]

/** The ids of the thefts after which no other password was set. Entries are the newest first, without a gap. */
export const openWarnings = (entries: readonly Pick<AuditEntry, 'id' | 'action'>[]): ReadonlySet<string> => {
  const answered = entries.findIndex(({ action }) => newPassword.includes(action))
  const since = answered === -1 ? entries : entries.slice(0, answered)
  return new Set(since.filter(({ action }) => action === 'session.revoked').map(({ id }) => id))
}
