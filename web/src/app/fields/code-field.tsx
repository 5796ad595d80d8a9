import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './code-field.module.css'

/** For a code of the authenticator app; or a recovery code, which needs the letters of a phone's keyboard. */
export const CodeField = (props: TextInputProps) => {
  const { t } = useTranslation()
  const [isRecovery, setIsRecovery] = useState(false)
  return (
    <div className={css.code}>
      <TextInput
        label={t(isRecovery ? 'label.recoveryCode' : 'label.code')}
        description={t(isRecovery ? 'label.recoveryCodeHint' : 'label.codeHint')}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        {...props}
      />
      <button type="button" className={css.other} onClick={() => setIsRecovery(!isRecovery)}>
        {t(isRecovery ? 'label.useApp' : 'label.useRecoveryCode')}
      </button>
    </div>
  )
}
