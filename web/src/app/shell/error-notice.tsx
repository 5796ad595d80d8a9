import { VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { ApiError, Cancelled } from '../api/api-error.ts'
import { errorText } from '../words/error-text.ts'
import { useWait } from '../words/use-wait.ts'

const Wait = ({ left }: { left: number }) => {
  const { t } = useTranslation()
  const text =
    left > 90 ? t('wait.minutes', { count: Math.ceil(left / 60) }) : t('wait.seconds', { count: left })
  // Said aloud once, and not at each second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it was at first.
  const atFirst = useMemo(() => text, [])
  return (
    <>
      <span aria-hidden="true">{text}</span>
      <VisuallyHidden>{atFirst}</VisuallyHidden>
    </>
  )
}

type Props = {
  error: unknown
  /** By code, for an error of which more can be said here than everywhere. */
  words?: Readonly<Record<string, string>>
}

/** What went wrong and what to press; while the API asks for patience, how long. Nothing for what was called off. */
export const ErrorNotice = ({ error, words = {} }: Props) => {
  const { t } = useTranslation()
  const left = useWait(error)
  if (!error || error instanceof Cancelled) return null
  const hasWait = error instanceof ApiError && error.retryAt !== undefined
  const special = error instanceof ApiError ? words[error.code] : undefined
  return (
    <Notice tone="alarm">
      {special ?? errorText(t, error)} {hasWait && (left > 0 ? <Wait left={left} /> : t('wait.over'))}
    </Notice>
  )
}
