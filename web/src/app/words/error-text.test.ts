import i18next from 'i18next'
import { expect, test } from 'vitest'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { ApiError, NetworkError } from '../api/api-error.ts'
import { texts as en } from '../strings/en.ts'
import { texts as hi } from '../strings/hi.ts'
import { fieldErrors, formErrors } from './error-text.ts'

const i18n = i18next.createInstance()
await i18n.init({
  resources: { en: { translation: en }, hi: { translation: hi } },
  interpolation: { escapeValue: false },
})
const english = i18n.getFixedT('en')
const hindi = i18n.getFixedT('hi')

const refused = (path: string, message: string, code?: string) =>
  new ApiError(400, {
    code: 'invalid_input',
    message: 'No.',
    fields: [{ path, message, ...(code && { code }) }],
  })

test('the advice on a password is in the language of the page', () => {
  for (const code of ['password_own', 'password_common', 'password_pattern', 'password_short'] as const) {
    const error = refused('password', 'In English.', code)
    expect(fieldErrors(english, error)).toEqual({ password: en.field.advice[code] })
    expect(fieldErrors(hindi, error)).toEqual({ password: hi.field.advice[code] })
  }
})

test('what has no code that is known is said in general, or as the API words it', () => {
  for (const code of ['password_of_tomorrow', 'toString', undefined]) {
    expect(fieldErrors(hindi, refused('password', 'In English.', code))).toEqual({
      password: hi.field.passwordWeak,
    })
  }
  expect(fieldErrors(hindi, refused('name', 'In English.'))).toEqual({ name: 'In English.' })
  expect(fieldErrors(hindi, new NetworkError('no answer'))).toEqual({})
})

test('a form says of each field what is wrong with it', () => {
  const values = { name: 'Asha <3', workspaceName: 'x'.repeat(101), email: 'asha', password: 'short' }
  expect(formErrors(english, authEndpoints.register.body, values)).toEqual({
    name: en.field.signs,
    workspaceName: 'Use at most 100 characters.',
    email: en.field.email,
    password: en.field.passwordShort,
  })
})

test('which letters an address may have is said in the language of the page', () => {
  const values = { email: 'आशा@उदाहरण.भारत' }
  const { body } = authEndpoints.forgotPassword
  expect(formErrors(hindi, body, values)).toEqual({ email: hi.field.emailLetters })
  expect(formErrors(hindi, body, { email: 'asha@उदाहरण.भारत' })).toEqual({})
})
