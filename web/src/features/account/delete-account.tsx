import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountDeletionEndpoints, type Fate } from '../../../../contracts/auth/account-deletion.ts'
import { restorableDays } from '../../../../contracts/restorable.ts'
import { call } from '../../app/api/api.ts'
import { leaveDeletedAccount } from '../../app/session/session-api.ts'
import danger from '../../app/settings/confirm-button.module.css'
import { Loaded } from '../../app/settings/loaded.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Fates } from './fates.tsx'
import { useDeletion } from './queries.ts'

type Props = { workspaces: Fate[]; onBusy: (isBusy: boolean) => void; onCancel: () => void }

const Confirm = ({ workspaces, onBusy, onCancel }: Props) => {
  const { t } = useTranslation()
  const isKept = workspaces.some(({ fate }) => fate === 'needs_owner')
  const remove = useMutation({
    mutationFn: () => call(accountDeletionEndpoints.deleteAccount),
    onMutate: () => onBusy(true),
    onSuccess: () => void leaveDeletedAccount(),
    onSettled: () => onBusy(false),
  })
  return (
    <div className={css.stack}>
      <Fates workspaces={workspaces} />
      {!isKept && <p>{t('settings.deleteAccount.text', { days: restorableDays })}</p>}
      <ErrorNotice error={remove.error} words={{ last_owner: t('settings.deleteAccount.handOverFirst') }} />
      <div className={css.buttons}>
        {!isKept && (
          <Button className={danger.danger ?? ''} loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('settings.deleteAccount.delete')}
          </Button>
        )}
        <Button variant="default" disabled={remove.isPending} onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

const Ask = (props: Omit<Props, 'workspaces'>) => (
  <Loaded query={useDeletion()}>{({ workspaces }) => <Confirm workspaces={workspaces} {...props} />}</Loaded>
)

/** Deletes one's account. What becomes of each workspace is asked for when the dialog opens. */
export const DeleteAccount = () => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [isBusy, setBusy] = useState(false)
  return (
    <>
      <p className={css.soft}>{t('settings.deleteAccount.about', { days: restorableDays })}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={() => setOpened(true)}>
          {t('settings.deleteAccount.delete')}
        </Button>
      </div>
      <Dialog
        opened={opened}
        onClose={() => isBusy || setOpened(false)}
        label={t('settings.deleteAccount.ask')}
      >
        <Ask onBusy={setBusy} onCancel={() => setOpened(false)} />
      </Dialog>
    </>
  )
}
