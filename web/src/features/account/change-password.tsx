import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import { NewPasswordField } from '../../app/fields/new-password-field.tsx'
import { accountKey } from '../../app/session/me.ts'
import { useSession } from '../../app/session/session.ts'
import { Outcome } from '../../app/settings/outcome.tsx'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'

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
      return client.invalidateQueries({ queryKey: accountKey })
    },
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  return (
    <>
      <Outcome text={change.isSuccess ? t('settings.password.saved') : null} />
      <SavingForm form={form} save={change} label={t('settings.password.save')}>
        {/* So that a password manager knows whose password it is. */}
        <input hidden readOnly autoComplete="username" value={session?.user.email ?? ''} />
        <NewPasswordField
          label={t('settings.password.new')}
          description={t('settings.password.hint')}
          {...form.getInputProps('password')}
        />
      </SavingForm>
    </>
  )
}
