import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { InvitationAnswer } from './invitation-answer.tsx'
import { LinkProblem } from './link-problem.tsx'
import { linkQuery } from './link-query.ts'
import { useLinkToken } from './link-token.ts'

const Invitation = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const [isSpent, setIsSpent] = useState(false)
  const { data, error, refetch, isFetching } = useQuery(
    linkQuery('invitation', token, () => call(invitationEndpoints.readInvitation, { body: { token } })),
  )
  if (isSpent || hasCode(error, 'link_invalid', 'invalid_input')) {
    return <LinkProblem kind="invitation" isMissing={false} />
  }
  return (
    <>
      <PageTitle title={t('auth.invitation.title')} />
      {data ? (
        <>
          <p className={css.told}>{t('auth.invitation.text', data)}</p>
          <p>
            {t('auth.invitation.as', { role: t(`role.${data.role}`) })} {t(`roleText.${data.role}`)}
          </p>
          <InvitationAnswer
            token={token}
            email={data.email}
            hasAccount={data.hasAccount}
            onSpent={() => setIsSpent(true)}
          />
        </>
      ) : isFetching ? (
        <div role="status" aria-label={t('common.loading')}>
          <Loader />
        </div>
      ) : (
        <>
          <ErrorNotice error={error} />
          <Button onClick={() => refetch()}>{t('common.tryAgain')}</Button>
        </>
      )}
    </>
  )
}

/** Who invites to which workspace, as what; and the way in. */
export const InvitationPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <Invitation key={token} token={token} /> : <LinkProblem kind="invitation" isMissing />}
    </AuthLayout>
  )
}
