import { IconBuildingStore, IconHistory, IconKey, IconShieldLock, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useMay } from '../session/me.ts'
import css from './settings-nav.module.css'

/** The pages of the settings that somebody's role opens. */
export const SettingsNav = () => {
  const { t } = useTranslation()
  const links = [
    { to: 'security', label: t('settings.nav.security'), Icon: IconShieldLock, shown: true },
    { to: 'members', label: t('settings.nav.members'), Icon: IconUsers, shown: useMay('listMembers') },
    { to: 'keys', label: t('settings.nav.keys'), Icon: IconKey, shown: useMay('listApiKeys') },
    { to: 'audit', label: t('settings.nav.audit'), Icon: IconHistory, shown: useMay('listAuditEntries') },
    { to: 'workspace', label: t('settings.nav.workspace'), Icon: IconBuildingStore, shown: true },
  ]
  return (
    <nav aria-label={t('settings.nav.label')}>
      <ul className={css.nav}>
        {links
          .filter(({ shown }) => shown)
          .map(({ to, label, Icon }) => (
            <li key={to}>
              <NavLink to={`/settings/${to}`} className={css.link}>
                <Icon size={18} aria-hidden="true" />
                {label}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  )
}
