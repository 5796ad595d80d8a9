import type { TFunction } from 'i18next'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { asWords } from './audit-words.ts'

const known = [
  'session.opened',
  'session.ended',
  'session.all_ended',
  'session.revoked',
  'user.password_changed',
  'user.password_reset',
  'user.email_changed',
  'second_factor.on',
  'second_factor.off',
  'second_factor.codes_renewed',
  'second_factor.recovery_code_used',
] as const

/** What an entry about one's own account says, in plain words. One that has no words yet can be read all the same. */
export const activityText = (
  t: TFunction,
  { action, before, after }: Pick<AuditEntry, 'action' | 'before' | 'after'>,
) => {
  const name = known.find((each) => each === action)
  if (!name) return asWords(action)
  const values = { device: String(after?.device), before: String(before?.email), after: String(after?.email) }
  return t(`settings.activity.${name}`, values)
}
