import { useTranslation } from 'react-i18next'
import { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import css from '../../app/settings/settings.module.css'
import type { SecondFactorState } from './second-factor.tsx'

type Props = {
  state: SecondFactorState
  onRenewed: (codes: string[]) => unknown
  onRemoved: () => unknown
}

export const SecondFactorOn = ({ state, onRenewed, onRemoved }: Props) => {
  const { t } = useTranslation()
  const { required, recoveryCodesLeft } = state
  const removeText = [
    t('settings.secondFactor.removeText'),
    ...(required ? [t('settings.secondFactor.removeRequired')] : []),
  ].join(' ')
  return (
    <>
      <p>
        {t('settings.secondFactor.on')} {t('settings.secondFactor.left', { count: recoveryCodesLeft })}
      </p>
      <div className={css.buttons}>
        <ConfirmButton
          label={t('settings.secondFactor.renew')}
          title={t('settings.secondFactor.renewTitle')}
          text={t('settings.secondFactor.renewText')}
          confirm={t('settings.secondFactor.renewConfirm')}
          isDanger={false}
          run={() => call(accountEndpoints.renewRecoveryCodes)}
          onDone={({ recoveryCodes }) => onRenewed(recoveryCodes)}
        />
        <ConfirmButton
          label={t('settings.secondFactor.remove')}
          title={t('settings.secondFactor.removeTitle')}
          text={removeText}
          run={() => call(accountEndpoints.removeSecondFactor)}
          onDone={onRemoved}
        />
      </div>
    </>
  )
}
