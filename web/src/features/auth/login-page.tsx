import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { errorText, fieldErrors, formErrors } from '../../app/error-text.ts'
import { startSession } from '../../app/session.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'

const isRefused = (error: unknown) => error instanceof ApiError && error.status === 401

export const LoginPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: (values) => {
      const errors = formErrors(t, authEndpoints.login.body, values)
      // Here any password may be right, so "too short" would say the wrong thing.
      return 'password' in errors ? { ...errors, password: t('field.required') } : errors
    },
  })
  const login = useMutation({
    mutationFn: (body: typeof form.values) => call(authEndpoints.login, { body }),
    onSuccess: startSession,
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(error.fields)),
  })

  return (
    <AuthLayout>
      <PageTitle title={t('auth.logInTitle')} />
      {login.error && (
        <Notice tone="alarm">
          {isRefused(login.error) ? t('auth.wrongLogin') : errorText(t, login.error)}
        </Notice>
      )}
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => login.mutate(values), focusFirst(form))}
      >
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          size="md"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('auth.password')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={login.isPending}>
          {t('auth.logIn')}
        </Button>
      </form>
      <p className={css.other}>
        {t('auth.noAccount')}{' '}
        <Link to="/register" state={state}>
          {t('auth.register')}
        </Link>
      </p>
    </AuthLayout>
  )
}
