import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/account.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/error-text.ts'
import { useMe } from '../../app/me.ts'
import { useSession } from '../../app/session.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { Outcome } from './outcome.tsx'
import css from './settings.module.css'

export const ChangeEmail = () => {
  const { t } = useTranslation()
  const session = useSession()
  const me = useMe()
  const email = (me.data ?? session)?.user.email ?? ''
  const form = useForm({
    initialValues: { email: '' },
    validate: (values) => formErrors(t, accountEndpoints.changeEmail.body, values),
  })
  const change = useMutation({
    mutationFn: (body: typeof form.values) => call(accountEndpoints.changeEmail, { body }),
    onSuccess: () => form.reset(),
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(t, error.fields)),
  })
  return (
    <>
      <p className={css.soft}>{t('settings.email.now', { email })}</p>
      <Outcome
        text={change.isSuccess ? t('settings.email.sent', { email: change.variables.email.trim() }) : null}
      />
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit((values) => change.mutate(values), focusFirst(form))}
      >
        <TextInput
          size="md"
          label={t('settings.email.new')}
          type="email"
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        <ErrorNotice error={change.error} />
        <Button type="submit" loading={change.isPending}>
          {t('settings.email.save')}
        </Button>
      </form>
    </>
  )
}
