import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSeen } from '../../ui/use-seen.ts'
import css from './generations/generations.module.css'
import type { useGenerations } from './queries.ts'

type Props = {
  query: Pick<
    ReturnType<typeof useGenerations>,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
  >
}

/** At the end of a list: fetches the next page as it comes into view; the button is for the keyboard and after errors. */
export const MorePages = ({ query }: Props) => {
  const { t } = useTranslation()
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const ref = useSeen<HTMLDivElement>(
    () => void fetchNextPage({ cancelRefetch: false }),
    hasNextPage && !isFetchingNextPage && !isFetchNextPageError,
  )
  if (!hasNextPage) return null
  return (
    <div ref={ref} className={css.more}>
      <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {t(isFetchNextPageError ? 'common.tryAgain' : 'common.showMore')}
      </Button>
    </div>
  )
}
