import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './settings.module.css'

type Props = { text: string; label?: string; isMain?: boolean }

/** Puts a text on the clipboard, and says whether that worked. */
export const CopyButton = ({ text, label, isMain = false }: Props) => {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('copyFailed'),
    )
  const Icon = outcome === 'copied' ? IconCheck : IconCopy
  return (
    <>
      <Button
        variant={isMain ? 'filled' : 'default'}
        leftSection={<Icon size={18} aria-hidden="true" />}
        onClick={copy}
      >
        {label ?? t('settings.common.copy')}
      </Button>
      <span role="status" className={css.soft}>
        {outcome && t(`settings.common.${outcome}`)}
      </span>
    </>
  )
}
