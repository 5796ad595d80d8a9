import { useTranslation } from 'react-i18next'
import type { Role } from '../../../../contracts/roles.ts'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'

type Props = { role: Role; dailyLimitPaise: number | null }

/** What somebody is, or is to be, in the workspace. */
export const SeatFacts = ({ role, dailyLimitPaise }: Props) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  return (
    <>
      <span className={css.pill}>{t(`role.${role}`)}</span>
      {dailyLimitPaise !== null && (
        <span>{t('settings.members.limit', { amount: format.rupees(dailyLimitPaise) })}</span>
      )}
    </>
  )
}
