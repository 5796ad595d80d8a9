import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { local } from '../session/storage.ts'
import { type Part, parts, type Texts } from './parts.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts }
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

let shown = firstLanguage()
let chosen = shown

void i18n.use(initReactI18next).init({
  lng: shown,
  // Each language has every key.
  fallbackLng: false,
  resources: {},
  // A key may have a colon in it, as that of a format has.
  nsSeparator: false,
  // React escapes already.
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** The parts that have been shown so far. */
const wanted = new Set<Part>()
const loaded = new Set<string>()

const load = (language: Language, names: Iterable<Part>) =>
  Promise.all(
    [...names].map(async (part) => {
      const key = `${language} ${part}`
      if (loaded.has(key)) return
      const { texts } = await parts[part][language]()
      i18n.addResourceBundle(language, 'translation', texts, true)
      loaded.add(key)
    }),
  )

/** Loads the texts of these parts in the language that is shown, before a page shows them. */
export const loadTexts = async (...names: Part[]) => {
  for (const name of names) wanted.add(name)
  let language: Language
  do {
    language = shown
    await load(language, names)
    // It may have been changed meanwhile.
  } while (language !== shown)
}

/** Keeps the choice, and shows the language once the texts of all that has been shown so far are there in it. */
export const changeLanguage = async (language: Language) => {
  chosen = language
  local.set(storageKey, language)
  let known: number
  do {
    known = wanted.size
    await load(language, wanted)
  } while (known !== wanted.size)
  // Another may have been chosen meanwhile.
  if (chosen !== language) return
  shown = language
  await i18n.changeLanguage(language)
}
