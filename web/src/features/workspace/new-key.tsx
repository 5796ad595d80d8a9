import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../app/settings/copy-button.tsx'
import css from '../../app/settings/settings.module.css'
import { Notice } from '../../ui/notice.tsx'
import { StepTitle } from '../../ui/step-title.tsx'

export type MadeKey = { name: string; key: string }

/** A key, the one time that it can be seen. */
export const NewKey = ({ made: { name, key }, onKept }: { made: MadeKey; onKept: () => void }) => {
  const { t } = useTranslation()
  return (
    <>
      <StepTitle>{t('settings.keys.newTitle', { name })}</StepTitle>
      <Notice>{t('settings.keys.newText')}</Notice>
      <code className={css.code}>{key}</code>
      <div className={css.buttons}>
        <CopyButton text={key} isMain />
        <Button variant="default" onClick={onKept}>
          {t('settings.keys.kept')}
        </Button>
      </div>
    </>
  )
}
