import { useTranslation } from 'react-i18next'
import { useLiveStatus } from './live.tsx'
import css from './live-indicator.module.css'

export const LiveIndicator = () => {
  const { t } = useTranslation()
  const isLive = useLiveStatus() === 'live'
  return (
    <span
      className={css.indicator}
      role="status"
      data-testid="live-indicator"
      data-status={isLive ? 'live' : 'catching-up'}
      title={t(isLive ? 'live.liveHint' : 'live.catchingUpHint')}
    >
      <span className={css.dot} aria-hidden="true" />
      <span className={css.text}>{t(isLive ? 'live.live' : 'live.catchingUp')}</span>
    </span>
  )
}
