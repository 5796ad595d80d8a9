import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { useWait } from '../../app/words/use-wait.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'

type Props = {
  kind: 'registered' | 'forgotten'
  email: string
  onAgain: () => Promise<unknown>
  onOtherAddress: () => void
}

/** After a mail was sent: where to look for it, and what to do if it does not come. */
export const Mailbox = ({ kind, email, onAgain, onOtherAddress }: Props) => {
  const { t } = useTranslation()
  const again = useMutation({ mutationFn: onAgain })
  const waits = useWait(again.error) > 0
  return (
    <>
      <PageTitle title={t('auth.mailbox.title')} takesFocus />
      <p className={css.told}>{t(`auth.mailbox.${kind}`, { email })}</p>
      <p className={css.other}>{t('auth.mailbox.missing')}</p>
      <ErrorNotice error={again.error} />
      {again.isSuccess && <Notice tone="good">{t('auth.mailbox.sentAgain', { email })}</Notice>}
      <div className={css.buttons}>
        <Button variant="default" loading={again.isPending} disabled={waits} onClick={() => again.mutate()}>
          {t('auth.mailbox.again')}
        </Button>
        <Button variant="subtle" onClick={onOtherAddress}>
          {t('auth.mailbox.otherAddress')}
        </Button>
      </div>
    </>
  )
}
