import i18next from 'i18next'
import { expect, test } from 'vitest'
import { activityText } from './activity-words.ts'
import { texts } from './strings-en.ts'

const i18n = i18next.createInstance()
await i18n.init({
  lng: 'en',
  resources: { en: { translation: texts } },
  interpolation: { escapeValue: false },
})

const said = (action: string, after: Record<string, unknown> | null = null, before: typeof after = null) =>
  activityText(i18n.t, { action, before, after })

test('an entry says what was done, with what', () => {
  expect(said('session.opened', { device: 'Chrome, Android' })).toBe('Logged in from Chrome, Android')
  expect(said('user.email_changed', { email: 'new@example.in' }, { email: 'old@example.in' })).toBe(
    'Changed the e-mail from old@example.in to new@example.in',
  )
  expect(said('user.key_made', { name: 'Website', role: 'editor' })).toBe('Made the API key Website')
  expect(said('second_factor.recovery_code_used')).toBe('Used a recovery code')
})

test('one of tomorrow can be read all the same', () => {
  expect(said('user.phone_number_added')).toBe('User phone number added')
})
