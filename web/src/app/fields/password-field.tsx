import '@mantine/core/styles/PasswordInput.layer.css'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** For the password that somebody has. */
export const PasswordField = (props: PasswordInputProps) => {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={t('label.password')}
      autoComplete="current-password"
      size="md"
      visibilityToggleButtonProps={{ 'aria-label': t('label.showPassword') }}
      {...props}
    />
  )
}
