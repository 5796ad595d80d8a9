import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session/session.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import type { Arrival } from './return-location.ts'

/** An address has been confirmed: what next. */
export const Confirmed = ({ email }: { email: string }) => {
  const { t } = useTranslation()
  const isLoggedIn = useSession() !== null
  const arrival: Arrival = { email, news: 'verified' }
  return (
    <>
      <PageTitle title={t('auth.verify.title')} takesFocus />
      <p role="status">{t('auth.verify.done', { email })}</p>
      {isLoggedIn ? (
        <LinkButton to="/">{t('common.goHome')}</LinkButton>
      ) : (
        <LinkButton to="/login" state={arrival}>
          {t('auth.logIn')}
        </LinkButton>
      )}
    </>
  )
}
