import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { QRCodeSVG } from 'qrcode.react'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { plainCode } from '../../../../contracts/text.ts'
import { call } from '../../app/api/api.ts'
import { hasCode } from '../../app/api/api-error.ts'
import { CopyButton } from '../../app/settings/copy-button.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { errorText } from '../../app/words/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { StepTitle } from '../../ui/step-title.tsx'
import own from './second-factor.module.css'
import type { NewSecret } from './second-factor-step.ts'

const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret

type Props = { secret: NewSecret; onCancel: () => void; onConfirmed: (codes: string[]) => unknown }

export const SecondFactorSetUp = ({ secret: { secret, uri }, onCancel, onConfirmed }: Props) => {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { code: '' },
    validate: {
      code: (code) => (/^\d{6}$/.test(plainCode(code)) ? null : t('settings.secondFactor.codeShape')),
    },
  })
  const confirm = useMutation({
    mutationFn: (code: string) => call(accountEndpoints.confirmSecondFactor, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    onError: (error) => {
      if (hasCode(error, 'code_wrong')) form.setErrors({ code: errorText(t, error) })
    },
  })
  return (
    <>
      <StepTitle>{t('settings.secondFactor.scanTitle')}</StepTitle>
      <p>{t('settings.secondFactor.scan')}</p>
      <div className={own.qr}>
        <QRCodeSVG value={uri} size={192} marginSize={4} title={t('settings.secondFactor.qr')} />
      </div>
      <a href={uri} className={own.openApp}>
        {t('settings.secondFactor.openApp')}
      </a>
      <p>{t('settings.secondFactor.secret')}</p>
      <code className={css.code}>{inGroups(secret)}</code>
      <div className={css.buttons}>
        <CopyButton text={secret} />
      </div>
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit(({ code }) => confirm.mutate(code), focusFirst(form))}
      >
        <TextInput
          label={t('settings.secondFactor.code')}
          description={t('settings.secondFactor.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          size="md"
          {...form.getInputProps('code')}
        />
        {!form.errors.code && <ErrorNotice error={confirm.error} />}
        <div className={css.buttons}>
          <Button type="submit" loading={confirm.isPending}>
            {t('settings.secondFactor.confirm')}
          </Button>
          <Button variant="default" disabled={confirm.isPending} onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </>
  )
}
