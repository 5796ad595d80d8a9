import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import { EmailField } from '../../app/fields/email-field.tsx'
import { useMe } from '../../app/session/me.ts'
import { useSession } from '../../app/session/session.ts'
import { Outcome } from '../../app/settings/outcome.tsx'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import css from '../../app/settings/settings.module.css'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'

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
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  return (
    <>
      <p className={css.soft}>{t('settings.email.now', { email })}</p>
      <Outcome
        text={change.isSuccess ? t('settings.email.sent', { email: change.variables.email.trim() }) : null}
      />
      <SavingForm form={form} save={change} label={t('settings.email.save')}>
        <EmailField label={t('settings.email.new')} autoComplete="email" {...form.getInputProps('email')} />
      </SavingForm>
    </>
  )
}
