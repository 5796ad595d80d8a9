import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { restorableUntil } from '../../../../contracts/restorable.ts'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { Notice } from '../../ui/notice.tsx'

type Props = { deletedAt: string; isPending: boolean; onRestore: () => void }

/** For somebody who logs in to an account that was deleted. */
export const RestorePanel = ({ deletedAt, isPending, onRestore }: Props) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  return (
    <Notice
      tone="alarm"
      title={t('auth.deleted.title', { date: format.day(deletedAt) })}
      actions={
        <Button loading={isPending} onClick={onRestore}>
          {t('auth.deleted.restore')}
        </Button>
      }
    >
      {t('auth.deleted.text', { time: format.moment(restorableUntil(deletedAt)) })}
    </Notice>
  )
}
