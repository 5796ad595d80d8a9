import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { workspaceEndpoints } from '../../../../contracts/workspaces.ts'
import { call } from '../../app/api.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { useSession } from '../../app/session.ts'
import { logOut, switchWorkspace } from '../../app/session-api.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import css from './auth-layout.module.css'

type Props = { token: string; email: string }

const Accept = ({ token }: Pick<Props, 'token'>) => {
  const { t } = useTranslation()
  const accept = useMutation({
    mutationFn: async () => {
      const { id } = await call(workspaceEndpoints.acceptInvitation, { body: { token } })
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

/** What can be pressed: accept it, or first become the one whom it is for. */
export const InvitationAnswer = ({ token, email }: Props) => {
  const { t } = useTranslation()
  const session = useSession()
  if (session?.user.email === email) return <Accept token={token} />
  if (session) {
    return (
      <Notice actions={<Button onClick={() => void logOut()}>{t('auth.invitation.logOut')}</Button>}>
        {t('auth.invitation.otherAccount', { email: session.user.email })}
      </Notice>
    )
  }
  const state = { email, from: { pathname: '/invitation', search: '', hash: '' } }
  return (
    <>
      <div className={css.buttons}>
        <LinkButton to="/login" state={state} size="md">
          {t('auth.invitation.logIn')}
        </LinkButton>
        <LinkButton to="/register" state={state} size="md" variant="default">
          {t('auth.invitation.register')}
        </LinkButton>
      </div>
      <p className={css.other}>{t('auth.invitation.afterwards')}</p>
    </>
  )
}
