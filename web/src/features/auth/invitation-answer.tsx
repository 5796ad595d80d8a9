import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { call } from '../../app/api/api.ts'
import { useSession } from '../../app/session/session.ts'
import { logOut, switchWorkspace } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import css from './auth-layout.module.css'
import { LogInToAccept } from './log-in-to-accept.tsx'
import { RegisterInvited } from './register-invited.tsx'

const Accept = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const accept = useMutation({
    mutationFn: async () => {
      const { id } = await call(invitationEndpoints.acceptInvitation, { body: { token } })
      await switchWorkspace(id)
    },
  })
  return (
    <>
      <ErrorNotice error={accept.error} />
      <div className={css.buttons}>
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
          {t('auth.invitation.accept')}
        </Button>
        {accept.error && (
          <LinkButton to="/" size="md" variant="default">
            {t('common.goHome')}
          </LinkButton>
        )}
      </div>
    </>
  )
}

type Props = {
  token: string
  email: string
  /** Whether the address of the invitation has an account. */
  hasAccount: boolean
  onSpent: () => void
}

/** What can be done: accept it, become the one whom it is for, or make the account that it is for. */
export const InvitationAnswer = ({ token, email, hasAccount, onSpent }: Props) => {
  const { t } = useTranslation()
  const session = useSession()
  if (!session && !hasAccount) return <RegisterInvited token={token} email={email} onSpent={onSpent} />
  return (
    <>
      <p className={css.other}>{t('auth.invitation.for', { email })}</p>
      {!session && <LogInToAccept email={email} />}
      {session?.user.email === email && <Accept token={token} />}
      {session && session.user.email !== email && (
        <Notice actions={<Button onClick={() => void logOut()}>{t('auth.invitation.logOut')}</Button>}>
          {t(hasAccount ? 'auth.invitation.otherAccount' : 'auth.invitation.notYourAccount', {
            email: session.user.email,
          })}
        </Notice>
      )}
    </>
  )
}
