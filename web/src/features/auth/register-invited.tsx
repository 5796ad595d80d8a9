import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { EmailField } from '../../app/fields/email-field.tsx'
import { NewPasswordField } from '../../app/fields/new-password-field.tsx'
import { logIn } from '../../app/session/session-api.ts'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { StepTitle } from '../../ui/step-title.tsx'
import css from './auth-layout.module.css'
import { LogInToAccept } from './log-in-to-accept.tsx'
import type { Arrival } from './return-location.ts'

type Props = {
  token: string
  email: string
  /** The link of the invitation no longer works. */
  onSpent: () => void
}

/** Makes the account of somebody who was invited, and goes into the workspace with it. */
export const RegisterInvited = ({ token, email, onSpent }: Props) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: (values) => formErrors(t, invitationEndpoints.registerInvited.body, { token, ...values }),
  })
  const register = useMutation({
    mutationFn: async ({ name, password }: typeof form.values) => {
      const enter = () => logIn({ email, password }, { atStart: true })
      try {
        await call(invitationEndpoints.registerInvited, { body: { token, name, password } })
      } catch (error) {
        if (!hasCode(error, 'link_invalid')) throw error
        // Perhaps an earlier answer was lost: then the account is there, with this password.
        return enter().catch(() => Promise.reject(error))
      }
      try {
        await enter()
      } catch {
        // The account is made: from here on it is a log-in like any other.
        const state: Arrival = { email, news: 'joined' }
        await navigate('/login', { replace: true, state })
      }
    },
    onError: (error) => {
      if (hasCode(error, 'link_invalid')) onSpent()
      else form.setErrors(fieldErrors(t, error))
    },
  })

  if (hasCode(register.error, 'email_taken')) {
    return (
      <>
        <StepTitle level={2} className={css.part}>
          {t('auth.invitation.takenTitle')}
        </StepTitle>
        <p className={css.other}>{t('auth.invitation.taken')}</p>
        <LogInToAccept email={email} />
      </>
    )
  }
  return (
    <>
      <h2 className={css.part}>{t('auth.invitation.registerTitle')}</h2>
      <ErrorNotice error={register.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => register.mutate(values), focusFirst(form))}
      >
        <EmailField readOnly description={t('auth.invitation.fixedEmail')} value={email} />
        <TextInput label={t('auth.name')} autoComplete="name" size="md" {...form.getInputProps('name')} />
        <NewPasswordField {...form.getInputProps('password')} />
        <Button type="submit" size="md" loading={register.isPending}>
          {t('auth.invitation.register')}
        </Button>
      </form>
    </>
  )
}
