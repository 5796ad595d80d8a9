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

const isTaken = (error: unknown) => error instanceof ApiError && error.status === 409

export const RegisterPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: (values) => formErrors(t, authEndpoints.register.body, values),
  })
  const register = useMutation({
    mutationFn: (body: typeof form.values) => call(authEndpoints.register, { body }),
    onSuccess: startSession,
    onError: (error) => {
      if (isTaken(error)) form.setErrors({ email: t('auth.emailTaken') })
      else if (error instanceof ApiError) form.setErrors(fieldErrors(error.fields))
    },
  })

  return (
    <AuthLayout>
      <PageTitle title={t('auth.registerTitle')} />
      {register.error && !isTaken(register.error) && (
        <Notice tone="alarm">{errorText(t, register.error)}</Notice>
      )}
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => register.mutate(values), focusFirst(form))}
      >
        <TextInput label={t('auth.name')} autoComplete="name" size="md" {...form.getInputProps('name')} />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          size="md"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('auth.password')}
          description={t('auth.newPasswordHint')}
          autoComplete="new-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
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
