import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../../app/shell/language-switch.tsx'
import { DrumArt } from '../../ui/drum-art.tsx'
import { Logo } from '../../ui/logo.tsx'
import css from './auth-layout.module.css'

/** The front door: what Dhol is on one side, the form on the other. */
export const AuthLayout = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <div className={css.layout}>
      <header className={css.hero}>
        <div className={css.wordmark}>
          <Logo size={36} />
          Dhol
        </div>
        <div className={css.art}>
          <DrumArt />
        </div>
        <div className={css.words}>
          <p className={css.heroTitle}>{t('auth.heroTitle')}</p>
          <p className={css.heroText}>{t('auth.heroText')}</p>
        </div>
      </header>
      <main className={css.main}>
        <div className={css.tools}>
          <LanguageSwitch />
        </div>
        <div className={css.form}>{children}</div>
      </main>
    </div>
  )
}
