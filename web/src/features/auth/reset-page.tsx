import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth.ts'
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
import { AuthLayout } from './auth-layout.tsx'
import { LinkProblem } from './link-problem.tsx'
import { useLinkToken } from './link-token.ts'
import type { Arrival } from './return-location.ts'

const ResetForm = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { password: '' },
    validate: ({ password }) => formErrors(t, authEndpoints.resetPassword.body, { token, password }),
  })
  const reset = useMutation({
    mutationFn: ({ password }: typeof form.values) =>
      call(authEndpoints.resetPassword, { body: { token, password } }),
    onSuccess: ({ email }) => {
      // Every session has ended, also one of this browser.
      if (currentSession()) void logOut()
      const state: Arrival = { email, news: 'wasReset' }
      return navigate('/login', { replace: true, state })
    },
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })

  if (hasCode(reset.error, 'link_invalid')) return <LinkProblem kind="reset" isMissing={false} />
  return (
    <>
      <PageTitle title={t('auth.resetTitle')} />
      <p className={css.other}>{t('auth.resetText')}</p>
      <ErrorNotice error={reset.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => reset.mutate(values), focusFirst(form))}
      >
        <NewPasswordField label={t('auth.newPassword')} {...form.getInputProps('password')} />
        <Button type="submit" size="md" loading={reset.isPending}>
          {t('auth.saveAndLogIn')}
        </Button>
      </form>
    </>
  )
}

/** Follows the link of a mail to a new password. */
export const ResetPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <ResetForm key={token} token={token} /> : <LinkProblem kind="reset" isMissing />}
    </AuthLayout>
  )
}
