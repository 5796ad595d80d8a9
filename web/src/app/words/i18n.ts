import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { local } from '../session/storage.ts'
import { en } from '../strings/en.ts'
import { hi } from '../strings/hi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const languages = { 'en-IN': 'English', 'hi-IN': 'हिन्दी' } as const
export type Language = keyof typeof languages

const storageKey = 'dhol.language'

const isLanguage = (text: string | null): text is Language => text !== null && text in languages

const firstLanguage = (): Language => {
  const kept = local.get(storageKey)
  if (isLanguage(kept)) return kept
  return navigator.languages.find((tag) => /^(hi|en)\b/.test(tag))?.startsWith('hi') ? 'hi-IN' : 'en-IN'
}

export const i18n = i18next.createInstance()
i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language
})

void i18n.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'en-IN',
  resources: { 'en-IN': { translation: en }, 'hi-IN': { translation: hi } },
  // `format.4:5` is one key.
  nsSeparator: false,
  // React escapes already.
  interpolation: { escapeValue: false },
  initAsync: false,
})

export const changeLanguage = (language: Language) => {
  local.set(storageKey, language)
  return i18n.changeLanguage(language)
}
