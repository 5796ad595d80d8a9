import { useTranslation } from 'react-i18next'
import { changeLanguage, type Language, languages } from '../words/i18n.ts'
import css from './language-switch.module.css'

const short: Record<Language, string> = { 'en-IN': 'EN', 'hi-IN': 'हिं' }

export const LanguageSwitch = () => {
  const { t, i18n } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, and this is none.
    <div className={css.switch} role="group" aria-label={t('nav.language')}>
      {(Object.keys(languages) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          className={css.option}
          lang={language}
          aria-label={`${short[language]}, ${languages[language]}`}
          aria-pressed={i18n.language === language}
          // Without a connection it may not be had: then the page stays as it is, and says that it is offline.
          onClick={() => void changeLanguage(language).catch(() => undefined)}
        >
          {short[language]}
        </button>
      ))}
    </div>
  )
}
