import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { useSession } from '../../app/session/session.ts'
import { renewSession } from '../../app/session/session-api.ts'
import { Confirmed } from './confirmed.tsx'
import { LinkDeed } from './link-deed.tsx'
import { LinkPage } from './link-page.tsx'
import { LinkProblem } from './link-problem.tsx'

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
    <LinkDeed
      title={t('auth.newAddress.title')}
      text={
        session ? t('auth.newAddress.text', { email: session.user.email }) : t('auth.newAddress.elsewhere')
      }
      error={move.error}
    >
      {session && (
        <Button size="md" loading={move.isPending} onClick={() => move.mutate()}>
          {t('auth.newAddress.confirm')}
        </Button>
      )}
    </LinkDeed>
  )
}

/** Follows the link of a mail that moves an account to another address, once somebody who is logged in says so. */
export const NewAddressPage = () => (
  <LinkPage kind="newAddress">{(token) => <NewAddress token={token} />}</LinkPage>
)
