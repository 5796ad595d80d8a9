import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../../app/error-notice.tsx'
import css from './settings.module.css'

type Props = {
  query: Pick<UseInfiniteQueryResult, 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
}

/** At the end of a list that comes page by page: the way to the next page, or why it did not come. */
export const ShowMore = ({ query: { error, hasNextPage, isFetchingNextPage, fetchNextPage } }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <ErrorNotice error={error} />
      {hasNextPage && (
        <div className={css.buttons}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t(error ? 'common.tryAgain' : 'common.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
