import type { AuditEntry } from '../../../../contracts/audit.ts'

const newPassword = ['user.password_changed', 'user.password_reset']

/** The ids of the thefts after which no other password was set. Entries are the newest first, without a gap. */
export const openWarnings = (entries: readonly Pick<AuditEntry, 'id' | 'action'>[]): ReadonlySet<string> => {
  const answered = entries.findIndex(({ action }) => newPassword.includes(action))
  const since = answered === -1 ? entries : entries.slice(0, answered)
  return new Set(since.filter(({ action }) => action === 'session.revoked').map(({ id }) => id))
}
