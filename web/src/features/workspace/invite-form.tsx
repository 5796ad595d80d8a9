import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { invitationDays, invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { email } from '../../../../contracts/email.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { EmailField } from '../../app/fields/email-field.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import { errorText, formErrors } from '../../app/words/error-text.ts'
import { keys } from './queries.ts'
import { isSeat, type SeatValues, seatOf } from './seat.ts'
import { SeatFields } from './seat-fields.tsx'
import { useLimitProblem } from './use-limit-problem.ts'

type Values = SeatValues & { email: string }

const initialValues: Values = { email: '', role: 'editor', limit: '' }

export const InviteForm = () => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const limitProblem = useLimitProblem()
  const form = useForm({
    initialValues,
    validate: (values): Record<string, string> => ({
      ...formErrors(t, z.object({ email }), values),
      ...(isSeat(values) ? {} : { limit: limitProblem }),
    }),
  })
  const invite = useMutation({
    mutationFn: (values: Values) =>
      call(invitationEndpoints.inviteMember, { body: { email: values.email, ...seatOf(values) } }),
    onSuccess: () => {
      form.reset()
      return client.invalidateQueries({ queryKey: keys.invitations })
    },
    onError: (error) => {
      if (hasCode(error, 'already_member')) form.setErrors({ email: errorText(t, error) })
    },
  })
  return (
    <>
      <Outcome
        text={
          invite.isSuccess
            ? t('settings.invite.sent', { email: invite.data.email, days: invitationDays })
            : null
        }
      />
      <SavingForm
        form={form}
        save={{ ...invite, error: form.errors.email ? null : invite.error }}
        label={t('settings.invite.send')}
      >
        <EmailField autoComplete="off" {...form.getInputProps('email')} />
        <SeatFields form={form} />
      </SavingForm>
    </>
  )
}
