import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { authEndpoints } from '../../../../contracts/auth.ts'
import { call } from '../../app/api.ts'
import { ApiError, hasCode, isWorthRetrying } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { currentSession, useSession } from '../../app/session.ts'
import { renewSession } from '../../app/session-api.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { LinkProblem } from './link-problem.tsx'
import { linkQuery } from './link-query.ts'
import { useLinkToken } from './link-token.ts'
import type { Arrival } from './return-place.ts'

/** The link is good, and makes an account: whoever asked for it says so by the password that they chose. */
const asksForPassword = (error: unknown) =>
  error instanceof ApiError && error.fields.some(({ path }) => path === 'password')

const Verification = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const isLoggedIn = useSession() !== null
  const { data, error, refetch, isFetching } = useQuery(
    linkQuery('verify', token, () => call(authEndpoints.verifyEmail, { body: { token } })),
  )
  const isDone = data !== undefined

  // Somebody who is logged in has another address now; the session shall know it.
  useEffect(() => {
    if (isDone && currentSession()) renewSession().catch(() => undefined)
  }, [isDone])

  if (asksForPassword(error)) return <ConfirmForm token={token} />
  if (hasCode(error, 'link_invalid', 'invalid_input')) return <LinkProblem kind="verify" isMissing={false} />
  if (data) {
    const arrival: Arrival = { email: data.email, news: 'verified' }
    return (
      <>
        <PageTitle title={t('auth.verify.title')} takesFocus />
        <p role="status">{t('auth.verify.done', { email: data.email })}</p>
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

/** Follows the link of a mail that confirms an address, as soon as it is opened. */
export const VerifyPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <Verification key={token} token={token} /> : <LinkProblem kind="verify" isMissing />}
    </AuthLayout>
  )
}
