import type { TFunction } from 'i18next'
import type * as z from 'zod'
import type { Field } from '../../../../contracts/common.ts'
import { ApiError, Cancelled, NetworkError } from '../api/api-error.ts'
import { en } from '../strings/en.ts'

const known = (code: string): code is keyof typeof en.error => Object.hasOwn(en.error, code)

/** What to tell the user of an error: by its code, else the API's own plain sentence, never anything technical. */
export const errorText = (t: TFunction, error: unknown) => {
  if (error instanceof NetworkError) return t('error.offline')
  if (error instanceof Cancelled) return ''
  if (!(error instanceof ApiError)) return t('error.unexpected')
  if (known(error.code)) return t(`error.${error.code}`)
  return error.status < 500 && error.message ? error.message : t('error.unexpected')
}

type Issue = Pick<z.core.$ZodIssue, 'code' | 'path'> & { maximum?: number | bigint }

const issueText = (t: TFunction, issue: Issue) => {
  const field = String(issue.path[0] ?? '')
  if (issue.code === 'too_big') return t('field.tooLong', { max: Number(issue.maximum) })
  if (field === 'email') return t('field.email')
  if (field === 'password') return t(issue.code === 'custom' ? 'field.passwordLong' : 'field.passwordShort')
  if (field === 'code') return t('field.code')
  if (field === 'colours') return t('field.colour')
  if (field === 'aspectRatios') return t('field.formats')
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

const isAdvice = (code: string): code is keyof typeof en.field.advice => Object.hasOwn(en.field.advice, code)

const fieldText = (t: TFunction, { path, message, code = '' }: Field) => {
  if (isAdvice(code)) return t(`field.advice.${code}`)
  // It passed the check above, so it is one that is too easily guessed.
  return path === 'password' ? t('field.passwordWeak') : message
}

/**
 * What the API said of single fields, by path, for @mantine/form: in the language of the page where it named a code,
 * else as it worded it. Of any other error nothing.
 */
export const fieldErrors = (t: TFunction, error: unknown) =>
  error instanceof ApiError
    ? Object.fromEntries(error.fields.map((field) => [field.path, fieldText(t, field)]))
    : {}
