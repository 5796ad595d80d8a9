import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { PasswordField } from '../../app/fields/password-field.tsx'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'
import { Confirmed } from './confirmed.tsx'
import { LinkPage } from './link-page.tsx'
import { LinkProblem } from './link-problem.tsx'

const ConfirmForm = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password ? null : t('field.required')) },
  })
  const confirm = useMutation({
    mutationFn: ({ password }: typeof form.values) =>
      call(authEndpoints.verifyEmail, { body: { token, password } }),
  })

  if (confirm.data) return <Confirmed email={confirm.data.email} />
  if (hasCode(confirm.error, 'link_invalid')) return <LinkProblem kind="verify" isMissing={false} />
  return (
    <>
      <PageTitle title={t('auth.verify.title')} />
      <p className={css.other}>{t('auth.verify.password')}</p>
      <ErrorNotice error={confirm.error} />
      <form
        noValidate
        className={css.fields}
        onSubmit={form.onSubmit((values) => confirm.mutate(values), focusFirst(form))}
      >
        <PasswordField {...form.getInputProps('password')} />
        <Button type="submit" size="md" loading={confirm.isPending}>
          {t('auth.verify.confirm')}
        </Button>
      </form>
    </>
  )
}

/** Follows the link of a mail that makes an account: whoever asked for it says so by the password that they chose. */
export const VerifyPage = () => <LinkPage kind="verify">{(token) => <ConfirmForm token={token} />}</LinkPage>
