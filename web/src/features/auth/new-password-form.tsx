import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { NewPasswordField } from '../../app/fields/new-password-field.tsx'
import { currentSession } from '../../app/session/session.ts'
import { logOut } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { LinkProblem } from './link-problem.tsx'
import type { Arrival } from './return-location.ts'

const ways = {
  reset: {
    endpoint: authEndpoints.resetPassword,
    words: { title: 'auth.resetTitle', text: 'auth.resetText', button: 'auth.saveAndLogIn' },
  },
  takeBack: {
    endpoint: authEndpoints.takeBackAccount,
    words: { title: 'auth.takeBack.title', text: 'auth.takeBack.text', button: 'auth.takeBack.button' },
  },
} as const

type Props = { kind: keyof typeof ways; token: string }

/** The new password that comes with the link of a mail, and then the log-in with it. */
export const NewPasswordForm = ({ kind, token }: Props) => {
  const { endpoint, words } = ways[kind]
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { password: '' },
    validate: ({ password }) => formErrors(t, endpoint.body, { token, password }),
  })
  const save = useMutation({
    mutationFn: ({ password }: typeof form.values) => call(endpoint, { body: { token, password } }),
    onSuccess: ({ email }) => {
      // Every session has ended, also one of this browser.
      if (currentSession()) void logOut()
      const state: Arrival = { email, news: 'wasReset' }
      return navigate('/login', { replace: true, state })
    },
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })

  if (hasCode(save.error, 'link_invalid')) return <LinkProblem kind={kind} isMissing={false} />
  return (
    <>
      <PageTitle title={t(words.title)} />
      <p className={css.other}>{t(words.text)}</p>
      <ErrorNotice error={save.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => save.mutate(values), focusFirst(form))}
      >
        <NewPasswordField label={t('auth.newPassword')} {...form.getInputProps('password')} />
        <Button type="submit" size="md" loading={save.isPending}>
          {t(words.button)}
        </Button>
      </form>
    </>
  )
}
