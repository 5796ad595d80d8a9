import type { TFunction } from 'i18next'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { accountActions } from '../../../../contracts/audit-actions.ts'
import { asWords } from './audit-words.ts'

/** What an entry about one's own account says, in plain words. One that has no words yet can be read all the same. */
export const activityText = (
  t: TFunction,
  { action, before, after }: Pick<AuditEntry, 'action' | 'before' | 'after'>,
) => {
  const name = accountActions.find((each) => each === action)
  if (!name) return asWords(action)
  const values = {
    device: String(after?.device),
    name: String(after?.name),
    before: String(before?.email),
    after: String(after?.email),
  }
  return t(`settings.action.${name}`, values)
}
