import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useId } from 'react'
import css from './dialog.module.css'

type Props = {
  opened: boolean
  onClose: () => void
  /** Its name, for a screen reader; shown as its heading unless it fills the screen. */
  label: string
  fullScreen?: boolean
  children: ReactNode
}

/** Ids of the dialogs that are open, the topmost last. */
const openDialogs: string[] = []

/** Holds the focus while it is open, gives it back after, and closes with Escape. */
export const Dialog = ({ opened, onClose, label, fullScreen = false, children }: Props) => {
  const id = useId()
  useEffect(() => {
    if (!opened) return
    openDialogs.push(id)
    return () => {
      openDialogs.splice(openDialogs.indexOf(id), 1)
    }
  }, [opened, id])

  return (
    <Modal.Root
      opened={opened}
      // Each dialog hears Escape, wherever the focus is: one below another stays.
      onClose={() => openDialogs.at(-1) === id && onClose()}
      fullScreen={fullScreen}
      centered
      radius={fullScreen ? 0 : 'lg'}
      padding={fullScreen ? 0 : 'lg'}
      // Mantine would lock scrolling with a <style> of its own, which a strict policy forbids; theme.css does it.
      lockScroll={false}
      transitionProps={{ duration: 120 }}
    >
      {!fullScreen && <Modal.Overlay />}
      <Modal.Content aria-label={label}>
        <Modal.Body>
          {!fullScreen && <h2 className={css.title}>{label}</h2>}
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
