import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/session/me.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Section } from '../../app/settings/section.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { ChangeEmail } from './change-email.tsx'
import { ChangePassword } from './change-password.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { Devices } from './devices.tsx'
import { SecondFactor } from './second-factor.tsx'

/** How one logs in, where one is logged in, and what was done with the account. */
export const SecurityPage = ({ activity }: { activity: ReactNode }) => {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <>
      <PageTitle title={t('settings.security.title')} />
      <Section title={t('settings.secondFactor.title')}>
        <Loaded query={me}>
          {({ user, secondFactor }) => <SecondFactor email={user.email} state={secondFactor} />}
        </Loaded>
      </Section>
      <Section title={t('settings.devices.title')}>
        <Devices />
      </Section>
      <Section title={t('settings.security.activity')}>{activity}</Section>
      <Section id="password" title={t('settings.password.title')}>
        <ChangePassword />
      </Section>
      <Section title={t('settings.email.title')}>
        <ChangeEmail />
      </Section>
      <Section title={t('settings.deleteAccount.title')}>
        <DeleteAccount />
      </Section>
    </>
  )
}
