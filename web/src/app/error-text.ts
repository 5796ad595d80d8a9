import type { TFunction } from 'i18next'
import type * as z from 'zod'
import { ApiError, Cancelled, type FieldError, NetworkError } from './api-error.ts'
import { en } from './strings/en.ts'

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
  return t('field.required')
}

/** Checks a form by the contract that the API will check it by; gives the texts by path, for @mantine/form. */
export const formErrors = (t: TFunction, schema: z.ZodType, values: unknown) => {
  const result = schema.safeParse(values)
  if (result.success) return {}
  return Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.'), issueText(t, issue)]).reverse(),
  )
}

/**
 * The API's field errors by path, as it worded them: it only says what the check above could not know. A password that
 * is refused then is one that is too easily guessed.
 */
export const fieldErrors = (t: TFunction, fields: FieldError[]) =>
  Object.fromEntries(
    fields.map(({ path, message }) => [path, path === 'password' ? t('field.passwordWeak') : message]),
  )
