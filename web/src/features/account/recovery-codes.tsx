import { Button } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../app/api/save-file.ts'
import { CopyButton } from '../../app/settings/copy-button.tsx'
import css from '../../app/settings/settings.module.css'
import { StepTitle } from '../../ui/step-title.tsx'
import own from './second-factor.module.css'

type Props = { email: string; codes: string[]; onKept: () => void }

/** Codes that are shown this once, and ways to keep them. On paper they stand alone. */
export const RecoveryCodes = ({ email, codes, onKept }: Props) => {
  const { t } = useTranslation()
  const asText = [t('settings.recovery.fileHead', { email }), '', ...codes, ''].join('\n')
  const asFile = new Blob([asText], { type: 'text/plain;charset=utf-8' })
  return (
    <>
      <StepTitle>{t('settings.recovery.title')}</StepTitle>
      <p>{t('settings.recovery.about')}</p>
      <div className={own.printed}>
        <p className={own.onPaper}>{t('settings.recovery.fileHead', { email })}</p>
        <ul className={own.codes} aria-label={t('settings.recovery.list')}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className={css.buttons}>
        <CopyButton text={codes.join('\n')} label={t('settings.recovery.copyAll')} />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          onClick={() => saveFile(asFile, `${t('settings.recovery.fileName')}.txt`)}
        >
          {t('settings.recovery.download')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('settings.recovery.print')}
        </Button>
      </div>
      <div className={css.buttons}>
        <Button onClick={onKept}>{t('settings.recovery.kept')}</Button>
      </div>
    </>
  )
}
