import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { authEndpoints } from '../../../../contracts/auth.ts'
import { call } from '../../app/api.ts'
import { hasCode } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { LinkProblem } from './link-problem.tsx'

/** The last step of a new account. What it learns is kept where the page looks for what the link has done. */
export const ConfirmForm = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password ? null : t('field.required')) },
  })
  const confirm = useMutation({
    mutationFn: ({ password }: typeof form.values) =>
      call(authEndpoints.verifyEmail, { body: { token, password } }),
    onSuccess: (done) => queries.setQueryData(['link', 'verify', token], done),
  })

  if (hasCode(confirm.error, 'link_invalid')) return <LinkProblem kind="verify" isMissing={false} />
  return (
    <>
      <PageTitle title={t('auth.verify.title')} takesFocus />
      <p className={css.other}>{t('auth.verify.password')}</p>
      <ErrorNotice error={confirm.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => confirm.mutate(values), focusFirst(form))}
      >
        <PasswordInput
          label={t('auth.password')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={confirm.isPending}>
          {t('auth.verify.confirm')}
        </Button>
      </form>
    </>
  )
}
