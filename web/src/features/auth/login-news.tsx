import { useTranslation } from 'react-i18next'
import { useSessionState } from '../../app/session/session.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Arrival } from './return-location.ts'

/** Why one has to log in: what was just done, or how the session before came to its end. */
export const LoginNews = ({ news }: { news: Arrival['news'] }) => {
  const { t } = useTranslation()
  const state = useSessionState()
  if (news) return <Notice tone="good">{t(`auth.${news}`)}</Notice>
  if (state.status !== 'out') return null
  if (state.why === 'deleted') return <Notice tone="good">{t('auth.accountDeleted')}</Notice>
  if (state.why === 'ended') return <Notice>{t('auth.ended')}</Notice>
  if (state.why === 'elsewhere') return <Notice>{t('auth.leftElsewhere')}</Notice>
  return null
}
