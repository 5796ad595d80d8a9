import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/account.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/error-text.ts'
import { useSession } from '../../app/session.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { Outcome } from './outcome.tsx'
import { keys } from './queries.ts'
import css from './settings.module.css'

export const ChangePassword = () => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const session = useSession()
  const form = useForm({
    initialValues: { password: '' },
    validate: (values) => formErrors(t, accountEndpoints.changePassword.body, values),
  })
  const change = useMutation({
    mutationFn: (body: typeof form.values) => call(accountEndpoints.changePassword, { body }),
    onSuccess: () => {
      form.reset()
      return client.invalidateQueries({ queryKey: keys.sessions })
    },
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(t, error.fields)),
  })
  return (
    <>
      <Outcome text={change.isSuccess ? t('settings.password.saved') : null} />
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit((values) => change.mutate(values), focusFirst(form))}
      >
        {/* So that a password manager knows whose password it is. */}
        <input hidden readOnly autoComplete="username" value={session?.user.email ?? ''} />
        <PasswordInput
          size="md"
          label={t('settings.password.new')}
          description={t('settings.password.hint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
        <ErrorNotice error={change.error} />
        <Button type="submit" loading={change.isPending}>
          {t('settings.password.save')}
        </Button>
      </form>
    </>
  )
}
