import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { call } from '../../app/api/api.ts'
import { EmailField } from '../../app/fields/email-field.tsx'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { formErrors } from '../../app/words/error-text.ts'
import { useWait } from '../../app/words/use-wait.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { Mailbox } from './mailbox.tsx'
import { arrivalOf } from './return-location.ts'

export const ForgotPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const form = useForm({
    initialValues: { email: arrivalOf(state).email ?? '' },
    validate: (values) => formErrors(t, authEndpoints.forgotPassword.body, values),
  })
  const ask = () => call(authEndpoints.forgotPassword, { body: form.getValues() })
  const forgot = useMutation({ mutationFn: ask })
  const waits = useWait(forgot.error) > 0

  if (forgot.isSuccess) {
    return (
      <AuthLayout>
        <Mailbox
          kind="forgotten"
          email={form.getValues().email}
          onAgain={ask}
          onOtherAddress={forgot.reset}
        />
        <p className={css.other}>
          <Link to="/login">{t('auth.backToLogIn')}</Link>
        </p>
      </AuthLayout>
    )
  }
  return (
    <AuthLayout>
      <PageTitle title={t('auth.forgotTitle')} />
      <p className={css.other}>{t('auth.forgotText')}</p>
      <ErrorNotice error={forgot.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit(() => forgot.mutate(), focusFirst(form))}
      >
        <EmailField {...form.getInputProps('email')} />
        <Button type="submit" size="md" loading={forgot.isPending} disabled={waits}>
          {t('auth.sendLink')}
        </Button>
      </form>
      <p className={css.other}>
        <Link to="/login">{t('auth.backToLogIn')}</Link>
      </p>
    </AuthLayout>
  )
}
