import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { CodeField } from '../../app/fields/code-field.tsx'
import { EmailField } from '../../app/fields/email-field.tsx'
import { PasswordField } from '../../app/fields/password-field.tsx'
import { logIn } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { errorText, fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { useWait } from '../../app/words/use-wait.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { LoginNews } from './login-news.tsx'
import { RestorePanel } from './restore-panel.tsx'
import { arrivalOf } from './return-location.ts'

export const LoginPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const codeField = useRef<HTMLInputElement>(null)
  const [asksCode, setAsksCode] = useState(false)
  const [deletedAt, setDeletedAt] = useState<string>()
  /** The address whose account is to come back. */
  const restored = useRef<string>(undefined)
  const form = useForm({
    initialValues: { email: arrivalOf(state).email ?? '', password: '', code: '' },
    validate: ({ code, ...values }) => {
      const errors = formErrors(t, authEndpoints.login.body, asksCode ? { ...values, code } : values)
      // Here any password may be right, so "too short" would say the wrong thing.
      return 'password' in errors ? { ...errors, password: t('field.required') } : errors
    },
  })
  const login = useMutation({
    mutationFn: ({ code, ...body }: typeof form.values) =>
      logIn({
        ...body,
        ...(asksCode && { code }),
        ...(restored.current === body.email && { restoreAccount: true }),
      }),
    onError: (error) => {
      setDeletedAt(hasCode(error, 'account_deleted') ? error.deletedAt : undefined)
      if (hasCode(error, 'code_required')) setAsksCode(true)
      else if (hasCode(error, 'code_wrong')) form.setErrors({ code: errorText(t, error) })
      else form.setErrors(fieldErrors(t, error))
      codeField.current?.select()
    },
  })
  const waits = useWait(login.error) > 0
  const isAboutCode = hasCode(login.error, 'code_required', 'code_wrong')
  const restore = () => {
    restored.current = form.values.email
    login.mutate(form.values)
  }

  useEffect(() => {
    if (asksCode) codeField.current?.focus()
  }, [asksCode])

  return (
    <AuthLayout>
      <PageTitle title={t('auth.logInTitle')} />
      {login.isIdle && <LoginNews news={arrivalOf(state).news} />}
      {deletedAt && <RestorePanel deletedAt={deletedAt} isPending={login.isPending} onRestore={restore} />}
      {!isAboutCode && !deletedAt && <ErrorNotice error={login.error} />}
      {hasCode(login.error, 'slow_down') && <p className={css.other}>{t('auth.slowedDown')}</p>}
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => login.mutate(values), focusFirst(form))}
      >
        <EmailField {...form.getInputProps('email')} />
        <PasswordField {...form.getInputProps('password')} />
        {asksCode && <CodeField ref={codeField} {...form.getInputProps('code')} />}
        <Button type="submit" size="md" loading={login.isPending} disabled={waits}>
          {t('auth.logIn')}
        </Button>
      </form>
      <p className={css.other}>
        <Link to="/forgot" state={{ email: form.values.email }}>
          {t('auth.forgotten')}
        </Link>
      </p>
      <p className={css.other}>
        {t('auth.noAccount')}{' '}
        <Link to="/register" state={state}>
          {t('auth.register')}
        </Link>
      </p>
    </AuthLayout>
  )
}
