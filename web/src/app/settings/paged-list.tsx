import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import css from './settings.module.css'

type Props = {
  query: Pick<UseInfiniteQueryResult, 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
  label: string
  /** Says how long the list is so far, aloud too when it has grown. */
  shown: string
  /** An `li` each, which takes the focus: `tabIndex={-1}`. */
  children: ReactNode[]
}

/** A list that comes page by page. Whoever asks for the next page goes on at the first entry of it. */
export const PagedList = ({ query, label, shown, children }: Props) => {
  const { t } = useTranslation()
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const list = useRef<HTMLOListElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  /** How long the list was when the next page was asked for. */
  const lengthBefore = useRef<number | null>(null)

  const showMore = () => {
    lengthBefore.current = children.length
    void fetchNextPage()
  }

  useEffect(() => {
    if (isFetchingNextPage || lengthBefore.current === null) return
    const firstNew = list.current?.querySelectorAll<HTMLElement>(':scope > li')[lengthBefore.current]
    lengthBefore.current = null
    // The button loses the focus while it waits; somebody who went elsewhere meanwhile stays there.
    const { activeElement, body } = document
    if (activeElement === body || activeElement === button.current) (firstNew ?? button.current)?.focus()
  }, [isFetchingNextPage])

  return (
    <>
      <p role="status" className={css.soft}>
        {shown}
      </p>
      <ol ref={list} className={css.rows} aria-label={label}>
        {children}
      </ol>
      <ErrorNotice error={error} />
      {hasNextPage && (
        <div className={css.buttons}>
          <Button ref={button} variant="default" loading={isFetchingNextPage} onClick={showMore}>
            {t(error ? 'common.tryAgain' : 'common.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
