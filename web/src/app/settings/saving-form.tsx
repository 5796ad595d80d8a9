import { Button } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import { focusFirst } from '../../ui/focus-first.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import css from './settings.module.css'

type Props<Values> = {
  form: {
    onSubmit: (
      onValid: (values: Values) => void,
      onInvalid: (errors: object) => void,
    ) => FormEventHandler<HTMLFormElement>
    getInputNode: (path: string) => HTMLElement | null
  }
  /** What the values are given to once they are right. */
  save: { mutate: (values: Values) => void; error: unknown; isPending: boolean }
  /** On the button. */
  label: string
  /** As `ErrorNotice` takes them. */
  words?: Readonly<Record<string, string>>
  /** The fields. */
  children: ReactNode
}

/** Fields, what went wrong when they were sent, and the button that sends them. */
export const SavingForm = <Values,>({ form, save, label, words = {}, children }: Props<Values>) => (
  <form
    noValidate
    className={css.form}
    onSubmit={form.onSubmit((values) => save.mutate(values), focusFirst(form))}
  >
    {children}
    <ErrorNotice error={save.error} words={words} />
    <Button type="submit" loading={save.isPending}>
      {label}
    </Button>
  </form>
)
