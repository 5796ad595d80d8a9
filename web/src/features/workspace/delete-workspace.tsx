import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { nameText } from '../../../../contracts/common.ts'
import { restorableDays } from '../../../../contracts/restorable.ts'
import { call } from '../../app/api/api.ts'
import { renewSession } from '../../app/session/session-api.ts'
import danger from '../../app/settings/confirm-button.module.css'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { focusFirst } from '../../ui/focus-first.ts'

type FormProps = { name: string; onBusy: (isBusy: boolean) => void; onCancel: () => void }

const DeleteForm = ({ name, onBusy, onCancel }: FormProps) => {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { name: '' },
    validate: (values): Record<string, string> =>
      nameText().safeParse(values.name).data === name
        ? {}
        : { name: t('settings.deletion.typeWrong', { name }) },
  })
  const remove = useMutation({
    // Then into another workspace of theirs, or none; the page begins anew.
    mutationFn: async () => {
      await call(workspaceEndpoints.deleteWorkspace)
      await renewSession()
    },
    onMutate: () => onBusy(true),
    onSettled: () => onBusy(false),
  })
  return (
    <form noValidate className={css.stack} onSubmit={form.onSubmit(() => remove.mutate(), focusFirst(form))}>
      <p>{t('settings.deletion.text', { days: restorableDays })}</p>
      <TextInput
        size="md"
        label={t('settings.deletion.type', { name })}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ErrorNotice error={remove.error} />
      <div className={css.buttons}>
        <Button type="submit" className={danger.danger ?? ''} loading={remove.isPending}>
          {t('settings.deletion.delete')}
        </Button>
        <Button variant="default" disabled={remove.isPending} onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Deletes the workspace that this tab is in, once its name was typed. */
export const DeleteWorkspace = ({ name }: { name: string }) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [isBusy, setBusy] = useState(false)
  return (
    <>
      <p className={css.soft}>{t('settings.deletion.about', { days: restorableDays })}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={() => setOpened(true)}>
          {t('settings.deletion.delete')}
        </Button>
      </div>
      <Dialog
        opened={opened}
        onClose={() => isBusy || setOpened(false)}
        label={t('settings.deletion.ask', { name })}
      >
        <DeleteForm name={name} onBusy={setBusy} onCancel={() => setOpened(false)} />
      </Dialog>
    </>
  )
}
