import { useTranslation } from 'react-i18next'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { highestLimitPaise } from './seat.ts'

/** What to say of a limit that is none. */
export const useLimitProblem = () => {
  const { t } = useTranslation()
  const format = useExactFormat()
  return t('settings.seat.limitWrong', { max: format.rupees(highestLimitPaise) })
}
