import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/account.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { useSession } from '../../app/session/session.ts'
import { renewSession } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { Confirmed } from './confirmed.tsx'
import { LinkProblem } from './link-problem.tsx'
import { useLinkToken } from './link-token.ts'

const NewAddress = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const session = useSession()
  const move = useMutation({
    mutationFn: () => call(accountEndpoints.confirmEmail, { body: { token } }),
    // The account has another address now; the session shall know it.
    onSuccess: () => void renewSession().catch(() => undefined),
  })

  if (move.data) return <Confirmed email={move.data.email} />
  if (hasCode(move.error, 'link_invalid', 'invalid_input')) {
    return <LinkProblem kind="newAddress" isMissing={false} />
  }
  return (
    <>
      <PageTitle title={t('auth.newAddress.title')} />
      <p className={css.told}>
        {session ? t('auth.newAddress.text', { email: session.user.email }) : t('auth.newAddress.elsewhere')}
      </p>
      <ErrorNotice error={move.error} />
      <div className={css.buttons}>
        {session && (
          <Button size="md" loading={move.isPending} onClick={() => move.mutate()}>
            {t('auth.newAddress.confirm')}
          </Button>
        )}
        <LinkButton to="/" size="md" variant="default">
          {t('common.goHome')}
        </LinkButton>
      </div>
    </>
  )
}

/** Follows the link of a mail that moves an account to another address, once somebody who is logged in says so. */
export const NewAddressPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <NewAddress key={token} token={token} /> : <LinkProblem kind="newAddress" isMissing />}
    </AuthLayout>
  )
}
