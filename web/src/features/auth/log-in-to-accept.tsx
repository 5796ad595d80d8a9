import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/link-button.tsx'

/** To the log-in with the address of an invitation, and from there back to it. */
export const LogInToAccept = ({ email }: { email: string }) => {
  const { t } = useTranslation()
  const state = { email, from: { pathname: '/invitation', search: '', hash: '' } }
  return (
    <div>
      <LinkButton to="/login" state={state} size="md">
        {t('auth.invitation.logIn')}
      </LinkButton>
    </div>
  )
}
