import type { PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PasswordField } from './password-field.tsx'

/** For a password that somebody chooses. */
export const NewPasswordField = (props: PasswordInputProps) => {
  const { t } = useTranslation()
  return <PasswordField description={t('label.newPasswordHint')} autoComplete="new-password" {...props} />
}
