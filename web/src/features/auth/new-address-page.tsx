import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { authEndpoints } from '../../../../contracts/auth.ts'
import { call } from '../../app/api/api.ts'
import { hasCode, isWorthRetrying } from '../../app/api/api-error.ts'
import { currentSession } from '../../app/session/session.ts'
import { renewSession } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { Confirmed } from './confirmed.tsx'
import { LinkProblem } from './link-problem.tsx'
import { linkQuery } from './link-query.ts'
import { useLinkToken } from './link-token.ts'

const NewAddress = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery(
    linkQuery('verify', token, () => call(authEndpoints.verifyEmail, { body: { token } })),
  )
  const isDone = data !== undefined

  // Somebody who is logged in has another address now; the session shall know it.
  useEffect(() => {
    if (isDone && currentSession()) renewSession().catch(() => undefined)
  }, [isDone])

  if (hasCode(error, 'link_invalid', 'invalid_input')) return <LinkProblem kind="verify" isMissing={false} />
  if (data) return <Confirmed email={data.email} />
  return (
    <>
      <PageTitle title={t('auth.verify.title')} />
      {isFetching ? (
        <p role="status">
          <Loader size="sm" /> {t('auth.verify.checking')}
        </p>
      ) : (
        <>
          <ErrorNotice error={error} />
          {isWorthRetrying(error) ? (
            <Button onClick={() => refetch()}>{t('common.tryAgain')}</Button>
          ) : (
            <LinkButton to="/login">{t('auth.logIn')}</LinkButton>
          )}
        </>
      )}
    </>
  )
}

/** Follows the link of a mail that moves an account to another address, as soon as it is opened. */
export const NewAddressPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <NewAddress key={token} token={token} /> : <LinkProblem kind="verify" isMissing />}
    </AuthLayout>
  )
}
