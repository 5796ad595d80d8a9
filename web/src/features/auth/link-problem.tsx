import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'

const ways = {
  verify: [{ to: '/login', label: 'auth.logIn' }],
  reset: [
    { to: '/forgot', label: 'auth.sendLink' },
    { to: '/login', label: 'auth.logIn' },
  ],
  newAddress: [{ to: '/', label: 'common.goHome' }],
  takeBack: [
    { to: '/login', label: 'auth.logIn' },
    { to: '/forgot', label: 'auth.sendLink' },
  ],
  giveBack: [{ to: '/register', label: 'auth.register' }],
  invitation: [{ to: '/', label: 'common.goHome' }],
} as const

type Props = {
  kind: keyof typeof ways
  /** There was no token in the address: nothing says that the link itself is bad. */
  isMissing: boolean
}

/** For a link of a mail that leads nowhere: why that may be, and what to press. */
export const LinkProblem = ({ kind, isMissing }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <PageTitle title={t('auth.link.title')} takesFocus />
      <p>{t(isMissing ? 'auth.link.missing' : 'auth.link.text')}</p>
      {!isMissing && <p className={css.other}>{t(`auth.link.${kind}`)}</p>}
      {ways[kind].map(({ to, label }, index) => (
        <LinkButton key={to} to={to} variant={index === 0 ? 'filled' : 'default'}>
          {t(label)}
        </LinkButton>
      ))}
    </>
  )
}
