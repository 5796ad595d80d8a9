import { useTranslation } from 'react-i18next'
import type { GenerationStatus } from '../../../../../contracts/creative.ts'
import css from './generations.module.css'

export const StatusPill = ({ status }: { status: GenerationStatus }) => {
  const { t } = useTranslation()
  return (
    <span className={css.pill} data-testid="generation-status" data-status={status}>
      {t(`generation.status.${status}`)}
    </span>
  )
}
