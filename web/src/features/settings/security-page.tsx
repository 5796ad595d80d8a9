import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Activity } from './activity.tsx'
import { ChangeEmail } from './change-email.tsx'
import { ChangePassword } from './change-password.tsx'
import { Devices } from './devices.tsx'
import { Loaded } from './loaded.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Section } from './section.tsx'

/** How one logs in, where one is logged in, and what was done with the account. */
export const SecurityPage = () => {
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
      <Section title={t('settings.activity.title')}>
        <Activity />
      </Section>
      <Section id="password" title={t('settings.password.title')}>
        <ChangePassword />
      </Section>
      <Section title={t('settings.email.title')}>
        <ChangeEmail />
      </Section>
    </>
  )
}
