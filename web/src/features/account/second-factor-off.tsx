import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import type { NewSecret } from './second-factor-step.ts'

export const SecondFactorOff = ({ onStarted }: { onStarted: (secret: NewSecret) => void }) => {
  const { t } = useTranslation()
  const start = useMutation({
    mutationFn: () => call(accountEndpoints.startSecondFactor),
    onSuccess: onStarted,
  })
  return (
    <>
      <p className={css.soft}>{t('settings.secondFactor.about')}</p>
      <ErrorNotice error={start.error} />
      <div className={css.buttons}>
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t('settings.secondFactor.setUp')}
        </Button>
      </div>
    </>
  )
}
