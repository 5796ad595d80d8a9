import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** For an address; the one that somebody logs in with, unless `autoComplete` says otherwise. */
export const EmailField = (props: TextInputProps) => {
  const { t } = useTranslation()
  return <TextInput label={t('label.email')} type="email" autoComplete="username" size="md" {...props} />
}
