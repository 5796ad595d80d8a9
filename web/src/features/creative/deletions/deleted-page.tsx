import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Deletion, deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { restorableDays } from '../../../../../contracts/restorable.ts'
import { call } from '../../../app/api/api.ts'
import { serverNow } from '../../../app/api/clock.ts'
import { useMay } from '../../../app/session/me.ts'
import { Loaded } from '../../../app/settings/loaded.tsx'
import { Outcome } from '../../../app/settings/outcome.tsx'
import { PagedList } from '../../../app/settings/paged-list.tsx'
import rows from '../../../app/settings/settings.module.css'
import { ErrorNotice } from '../../../app/shell/error-notice.tsx'
import { ForbiddenPage } from '../../../app/shell/forbidden-page.tsx'
import { useFormat } from '../../../app/words/format.ts'
import { PageTitle } from '../../../ui/page-title.tsx'
import { shortTitle } from './deletion-news.tsx'
import css from './deletions.module.css'
import { refreshAll, useDeletions } from './queries.ts'

const dayMs = 24 * 60 * 60_000

type Props = { deletion: Deletion; onRestored: (deletion: Deletion) => void }

const DeletionRow = ({ deletion, onRestored }: Props) => {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { id, kind, deletedAt, deletedBy, removedAt } = deletion
  const title = shortTitle(deletion)
  const restore = useMutation({
    mutationFn: () => call(deletionEndpoints.restoreDeletion, { params: { id } }),
    onSuccess: async (restored) => {
      await refreshAll(client)
      onRestored(restored)
    },
  })
  return (
    <li className={rows.row} tabIndex={-1}>
      <div className={rows.what}>
        <p className={rows.name}>{title}</p>
        <p className={rows.facts}>
          <span className={rows.pill}>{t(`deletion.kind.${kind}`)}</span>
          <time dateTime={deletedAt}>
            {t('deletion.when', { time: format.time(deletedAt), name: deletedBy })}
          </time>
          <span>
            {t('deletion.daysLeft', { count: Math.ceil((Date.parse(removedAt) - serverNow()) / dayMs) })}
          </span>
        </p>
      </div>
      <Button
        variant="default"
        loading={restore.isPending}
        aria-label={t('deletion.restoreOne', { title })}
        onClick={() => restore.mutate()}
      >
        {t('deletion.restore')}
      </Button>
      <ErrorNotice error={restore.error} />
    </li>
  )
}

/** What was deleted and can still be restored, newest first. */
export const DeletedPage = () => {
  const { t } = useTranslation()
  const query = useDeletions()
  const [restored, setRestored] = useState<string | null>(null)
  const mayLook = useMay('listDeletions')
  const { deletions } = query
  if (!mayLook) return <ForbiddenPage />
  return (
    <div className={css.page}>
      <PageTitle title={t('deletion.title')} />
      <p className={rows.soft}>{t('deletion.about', { count: restorableDays })}</p>
      <Outcome text={restored} />
      <Loaded query={query}>
        {() =>
          deletions.length === 0 ? (
            <p className={rows.soft}>{t('deletion.empty')}</p>
          ) : (
            <PagedList
              query={query}
              label={t('deletion.title')}
              shown={t('deletion.shown', { count: deletions.length })}
            >
              {deletions.map((deletion) => (
                <DeletionRow
                  key={deletion.id}
                  deletion={deletion}
                  onRestored={(each) => setRestored(t('deletion.restored', { title: shortTitle(each) }))}
                />
              ))}
            </PagedList>
          )
        }
      </Loaded>
    </div>
  )
}
