import { IconBrush, IconLayoutGrid, IconPhoto, IconSettings } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, Outlet, useLocation } from 'react-router'
import { Logo } from '../../ui/logo.tsx'
import { LiveIndicator } from '../live/live-indicator.tsx'
import { useMay } from '../session/me.ts'
import type { KeptSession } from '../session/session.ts'
import { StepUp } from '../session/step-up-host.tsx'
import { AccountMenu } from './account-menu.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { PagePlaceholder } from './page-placeholder.tsx'
import { ReviewNotice } from './review-notice.tsx'
import { SecondFactorGate } from './second-factor-gate.tsx'
import css from './shell.module.css'
import { WorkspaceMenu } from './workspace-menu.tsx'

const useNavLinks = ({ workspace }: KeptSession) => {
  const mayMake = useMay('createGeneration')
  const settings = { to: '/settings', label: 'nav.settings', Icon: IconSettings } as const
  if (!workspace) return [settings]
  return [
    { to: '/', label: mayMake ? 'nav.create' : 'nav.home', Icon: IconBrush },
    { to: '/generations', label: 'nav.history', Icon: IconLayoutGrid },
    { to: '/gallery', label: 'nav.gallery', Icon: IconPhoto },
    settings,
  ] as const
}

/** What is round every page of someone who is logged in. */
export const Shell = ({ session }: { session: KeptSession }) => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const links = useNavLinks(session)
  return (
    <>
      <a className={css.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={css.header}>
        <div className={css.bar}>
          <div className={css.where}>
            <Link to="/" className={css.brand} aria-label="Dhol">
              <Logo />
              <span className={css.word}>Dhol</span>
            </Link>
            {session.workspace && <WorkspaceMenu current={session.workspace} />}
          </div>
          <nav className={css.nav} aria-label={t('nav.main')}>
            {links.map(({ to, label, Icon }) => (
              <NavLink key={to} to={to} end={to === '/'} className={css.link}>
                <Icon size={20} aria-hidden="true" />
                {t(label)}
              </NavLink>
            ))}
          </nav>
          <div className={css.tools}>
            {session.workspace && <LiveIndicator />}
            <LanguageSwitch />
            <AccountMenu session={session} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className={css.main}>
        <OfflineBanner />
        <ReviewNotice />
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<PagePlaceholder />}>
            <SecondFactorGate>
              <Outlet />
            </SecondFactorGate>
          </Suspense>
        </ErrorBoundary>
      </main>
      <StepUp />
    </>
  )
}
