import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session/me.ts'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import { Placeholder } from '../../../ui/placeholder.tsx'
import { DeletedLink } from '../deletions/deleted-link.tsx'
import { DeletionNotice } from '../deletions/deletion-news.tsx'
import top from '../deletions/deletions.module.css'
import { MorePages } from '../more-pages.tsx'
import { useGenerations } from '../queries.ts'
import { GenerationList } from './generation-list.tsx'
import css from './generations.module.css'

const GenerationsContent = () => {
  const { t } = useTranslation()
  const query = useGenerations()
  const mayMake = useMay('createGeneration')
  const { generations, isPending, error, refetch } = query
  if (error && generations.length === 0) return <LoadProblem error={error} onRetry={refetch} />
  if (isPending) {
    return (
      <div className={css.list} aria-hidden="true">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Placeholder key={key} className={css.rowPlaceholder} />
        ))}
      </div>
    )
  }
  if (generations.length === 0) {
    return (
      <EmptyState
        title={t('history.emptyTitle')}
        text={t(mayMake ? 'history.emptyText' : 'workspace.emptyText')}
        action={mayMake && <LinkButton to="/">{t('common.goCreate')}</LinkButton>}
      />
    )
  }
  return (
    <>
      <GenerationList generations={generations} />
      <MorePages query={query} />
    </>
  )
}

export const GenerationsPage = () => {
  const { t } = useTranslation()
  return (
    <div className={css.page}>
      <div className={top.top}>
        <PageTitle title={t('history.title')} />
        <DeletedLink />
      </div>
      <GenerationsContent />
      <DeletionNotice />
    </div>
  )
}
