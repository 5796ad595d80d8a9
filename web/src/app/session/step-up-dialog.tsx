import { Button, Loader } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { call } from '../api/api.ts'
import { hasCode } from '../api/api-error.ts'
import { CodeField } from '../fields/code-field.tsx'
import { PasswordField } from '../fields/password-field.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { errorText, formErrors } from '../words/error-text.ts'
import { useWait } from '../words/use-wait.ts'
import { useMe } from './me.ts'
import type { Question } from './step-up.ts'
import css from './step-up-dialog.module.css'

type Kind = 'code' | 'password'
type Props = { kind: Kind; email: string; onConfirmed: () => void; onCancel: () => void }

const StepUpForm = ({ kind, email, onConfirmed, onCancel }: Props) => {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const form = useForm({
    initialValues: { secret: '' },
    validate: ({ secret }) => {
      if (!secret) return { secret: t('field.required') }
      return { secret: formErrors(t, accountEndpoints.stepUp.body, { [kind]: secret })[kind] }
    },
  })
  const confirm = useMutation({
    mutationFn: (secret: string) => call(accountEndpoints.stepUp, { body: { [kind]: secret } }),
    onSuccess: onConfirmed,
    onError: (error) => {
      if (hasCode(error, 'code_wrong', 'wrong_password')) form.setErrors({ secret: errorText(t, error) })
      field.current?.select()
    },
  })
  const waits = useWait(confirm.error) > 0
  const given = { ref: field, 'data-autofocus': true, ...form.getInputProps('secret') }

  useEffect(() => field.current?.focus(), [])

  return (
    <form
      noValidate
      className={css.form}
      onSubmit={form.onSubmit(
        ({ secret }) => confirm.mutate(secret),
        () => field.current?.focus(),
      )}
    >
      <p>{t(kind === 'code' ? 'stepUp.withCode' : 'stepUp.withPassword')}</p>
      {/* So that a password manager knows whose password is asked for. */}
      <input hidden readOnly autoComplete="username" value={email} />
      {kind === 'code' ? <CodeField {...given} /> : <PasswordField {...given} />}
      {!hasCode(confirm.error, 'code_wrong', 'wrong_password') && <ErrorNotice error={confirm.error} />}
      <div className={css.buttons}>
        <Button type="submit" loading={confirm.isPending} disabled={waits}>
          {t('stepUp.confirm')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Asks who sits there while a call waits for it: by a code where a second factor is on, else by the password. */
export const StepUpDialog = ({ question }: { question: Question | null }) => {
  const { t } = useTranslation()
  const { data: me, error } = useMe()
  const cancel = () => question?.cancel()

  return (
    <Dialog opened={question !== null} onClose={cancel} label={t('stepUp.title')}>
      {me && question && (
        <StepUpForm
          kind={me.secondFactor.on ? 'code' : 'password'}
          email={me.user.email}
          onConfirmed={question.confirmed}
          onCancel={cancel}
        />
      )}
      {!me && (error ? <ErrorNotice error={error} /> : <Loader />)}
    </Dialog>
  )
}
