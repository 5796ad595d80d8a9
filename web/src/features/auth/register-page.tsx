import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { Mailbox } from './mailbox.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { arrivalOf } from './return-place.ts'

export const RegisterPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const form = useForm({
    initialValues: { name: '', email: arrivalOf(state).email ?? '', password: '' },
    validate: (values) => formErrors(t, authEndpoints.register.body, values),
  })
  const ask = () => call(authEndpoints.register, { body: form.getValues() })
  const register = useMutation({
    mutationFn: ask,
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(t, error.fields)),
  })

  if (register.isSuccess) {
    return (
      <AuthLayout>
        <Mailbox
          kind="registered"
          email={form.getValues().email}
          onAgain={ask}
          onOtherAddress={register.reset}
        />
      </AuthLayout>
    )
  }
  return (
    <AuthLayout>
      <PageTitle title={t('auth.registerTitle')} />
      <ErrorNotice error={register.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit(() => register.mutate(), focusFirst(form))}
      >
        <TextInput label={t('auth.name')} autoComplete="name" size="md" {...form.getInputProps('name')} />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          size="md"
          {...form.getInputProps('email')}
        />
        <NewPasswordField label={t('auth.password')} {...form.getInputProps('password')} />
        <Button type="submit" size="md" loading={register.isPending}>
          {t('auth.register')}
        </Button>
      </form>
      <p className={css.other}>
        {t('auth.haveAccount')}{' '}
        <Link to="/login" state={state}>
          {t('auth.logIn')}
        </Link>
      </p>
    </AuthLayout>
  )
}
