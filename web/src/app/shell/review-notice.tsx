import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useMe } from '../session/me.ts'

const page = '/settings/review'

/** Asks whoever set a new password by a link to look at what was made in their name, until they say that they have. */
export const ReviewNotice = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { data: me } = useMe()
  if (!me?.hasReview || pathname === page) return null
  return (
    <Notice title={t('review.title')} actions={<LinkButton to={page}>{t('review.open')}</LinkButton>}>
      {t('review.text')}
    </Notice>
  )
}
