import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import own from './confirm-button.module.css'
import css from './settings.module.css'

type Props<T> = {
  label: string
  /** What a screen reader says in place of the label: which of several it is. */
  name?: string
  title: string
  text: string
  /** On the button that does it; the label, unless given. */
  confirm?: string
  isDanger?: boolean
  run: () => Promise<T>
  /** The dialog stays until this has ended, so that the focus is not given back to a row that then goes. */
  onDone: (result: T) => unknown
}

/** A button for what cannot be taken back: asks first. */
export const ConfirmButton = <T,>(props: Props<T>) => {
  const { label, name = label, title, text, confirm = label, isDanger = true, run, onDone } = props
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const action = useMutation({
    mutationFn: run,
    onSuccess: async (result) => {
      await onDone(result)
      setAsking(false)
    },
  })
  const open = () => {
    action.reset()
    setAsking(true)
  }
  // Not while it is under way: another dialog may be open above this one, to which Escape belongs.
  const close = () => action.isPending || setAsking(false)

  return (
    <>
      <Button variant="default" aria-label={name} onClick={open}>
        {label}
      </Button>
      <Dialog opened={asking} onClose={close} label={title}>
        <div className={css.stack}>
          <p>{text}</p>
          <ErrorNotice error={action.error} />
          <div className={css.buttons}>
            <Button
              {...(isDanger ? { className: own.danger } : {})}
              loading={action.isPending}
              onClick={() => action.mutate()}
            >
              {confirm}
            </Button>
            <Button variant="default" disabled={action.isPending} onClick={close}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
