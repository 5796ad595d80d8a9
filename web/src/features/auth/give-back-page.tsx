import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { LinkDeed } from './link-deed.tsx'
import { LinkPage } from './link-page.tsx'
import { LinkProblem } from './link-problem.tsx'
import type { Arrival } from './return-location.ts'

const GivenBack = ({ email }: { email: string }) => {
  const { t } = useTranslation()
  const arrival: Arrival = { email }
  return (
    <>
      <PageTitle title={t('auth.giveBack.title')} takesFocus />
      <p role="status">{t('auth.giveBack.done', { email })}</p>
      <LinkButton to="/register" state={arrival}>
        {t('auth.register')}
      </LinkButton>
    </>
  )
}

const GiveBack = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const giveBack = useMutation({
    mutationFn: () => call(authEndpoints.giveBackAddress, { body: { token } }),
  })

  if (giveBack.data) return <GivenBack email={giveBack.data.email} />
  if (hasCode(giveBack.error, 'link_invalid', 'invalid_input')) {
    return <LinkProblem kind="giveBack" isMissing={false} />
  }
  return (
    <LinkDeed title={t('auth.giveBack.title')} text={t('auth.giveBack.text')} error={giveBack.error}>
      <Button size="md" loading={giveBack.isPending} onClick={() => giveBack.mutate()}>
        {t('auth.giveBack.button')}
      </Button>
    </LinkDeed>
  )
}

/** Follows the link of a mail that frees an address from an account which somebody else has moved there. */
export const GiveBackPage = () => <LinkPage kind="giveBack">{(token) => <GiveBack token={token} />}</LinkPage>
