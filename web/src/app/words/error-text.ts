import type { TFunction } from 'i18next'
import type * as z from 'zod'
import type { Field } from '../../../../contracts/common.ts'
import { ApiError, Cancelled, NetworkError } from '../api/api-error.ts'

/** The words for a code; empty where there are none. */
const errorWords = (t: TFunction, code: string) => t(`error.${code as 'unexpected'}`, { defaultValue: '' })

/** What to tell the user of an error: by its code, else the API's own plain sentence, never anything technical. */
export const errorText = (t: TFunction, error: unknown) => {
  if (error instanceof NetworkError) return t('error.offline')
  if (error instanceof Cancelled) return ''
  if (!(error instanceof ApiError)) return t('error.unexpected')
  const said = errorWords(t, error.code) || (error.status < 500 && error.message)
  return said || t('error.unexpected')
}

type Issue = Pick<z.core.$ZodIssue, 'code' | 'path'> & { maximum?: number | bigint }

const issueText = (t: TFunction, issue: Issue) => {
  const field = String(issue.path[0] ?? '')
  if (issue.code === 'too_big') return t('field.tooLong', { max: Number(issue.maximum) })
  if (field === 'email') return t(issue.code === 'custom' ? 'field.emailLetters' : 'field.email')
  if (field === 'password') return t(issue.code === 'custom' ? 'field.passwordLong' : 'field.passwordShort')
  if (field === 'code') return t('field.code')
  if (field === 'colours') return t('field.colour')
  if (field === 'aspectRatios') return t('field.formats')
  if (issue.code === 'custom' && /name$/i.test(field)) return t('field.letter')
  return t(issue.code === 'invalid_format' ? 'field.signs' : 'field.required')
}

/** Checks a form by the contract that the API will check it by; gives the texts by path, for @mantine/form. */
export const formErrors = (t: TFunction, schema: z.ZodType, values: unknown) => {
  const result = schema.safeParse(values)
  if (result.success) return {}
  return Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.'), issueText(t, issue)]).reverse(),
  )
}

const fieldText = (t: TFunction, { path, message, code = '' }: Field) => {
  const advice = code && t(`field.advice.${code as 'password_own'}`, { defaultValue: '' })
  // It passed the check above, so it is one that is too easily guessed.
  return advice || (path === 'password' ? t('field.passwordWeak') : message)
}

/**
 * What the API said of single fields, by path, for @mantine/form: in the language of the page where it named a code,
 * else as it worded it. Of any other error nothing.
 */
export const fieldErrors = (t: TFunction, error: unknown) =>
  error instanceof ApiError
    ? Object.fromEntries(error.fields.map((field) => [field.path, fieldText(t, field)]))
    : {}
