import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { Placeholder } from '../../ui/placeholder.tsx'
import { errorText } from '../words/error-text.ts'
import css from './loaded.module.css'

type Props<T> = {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  children: (data: T) => ReactNode
}

/** A part of a page that a query fills; until then its place, or why nothing came. */
export const Loaded = <T,>({ query: { data, error, refetch }, children }: Props<T>) => {
  const { t } = useTranslation()
  if (data !== undefined) return children(data)
  if (error) {
    return (
      <Notice tone="alarm" actions={<Button onClick={() => void refetch()}>{t('common.tryAgain')}</Button>}>
        {errorText(t, error)}
      </Notice>
    )
  }
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Placeholder className={css.loading} />
    </div>
  )
}
