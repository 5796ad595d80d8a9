import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { call } from '../../app/api/api.ts'
import { EmailField } from '../../app/fields/email-field.tsx'
import { NewPasswordField } from '../../app/fields/new-password-field.tsx'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { AuthLayout } from './auth-layout.tsx'
import { Mailbox } from './mailbox.tsx'
import { arrivalOf } from './return-location.ts'

type Values = { name: string; workspaceName: string; email: string; password: string }

/** As the API takes it: without a name for the business where none was given. */
const bodyOf = ({ workspaceName, ...values }: Values) =>
  workspaceName.trim() ? { ...values, workspaceName } : values

export const RegisterPage = () => {
  const { t } = useTranslation()
  const { state } = useLocation()
  const initialValues: Values = {
    name: '',
    workspaceName: '',
    email: arrivalOf(state).email ?? '',
    password: '',
  }
  const form = useForm({
    initialValues,
    validate: (values) => formErrors(t, authEndpoints.register.body, bodyOf(values)),
  })
  const ask = () => call(authEndpoints.register, { body: bodyOf(form.getValues()) })
  const register = useMutation({
    mutationFn: ask,
    onError: (error) => form.setErrors(fieldErrors(t, error)),
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
          label={t('auth.workspaceName')}
          labelProps={{ 'data-optional': t('common.optional') }}
          description={t('auth.workspaceNameHint')}
          autoComplete="organization"
          size="md"
          {...form.getInputProps('workspaceName')}
        />
        <EmailField {...form.getInputProps('email')} />
        <NewPasswordField {...form.getInputProps('password')} />
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
