import { useTranslation } from 'react-i18next'
import { useRole } from '../../../app/session/me.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import css from '../brief/studio.module.css'
import { LatestGenerations } from '../generations/latest-generations.tsx'

/** The front page of whoever may look and not generation. */
export const ViewerHome = ({ isEmpty }: { isEmpty: boolean }) => {
  const { t } = useTranslation()
  const role = useRole() ?? 'viewer'
  if (isEmpty) return <EmptyState isPage title={t('workspace.emptyTitle')} text={t('workspace.emptyText')} />
  return (
    <div className={css.page}>
      <div className={css.studio}>
        <PageTitle title={t('workspace.viewOnlyTitle')} />
        <Notice>{t('workspace.viewOnly', { role: t(`role.${role}`) })}</Notice>
      </div>
      <LatestGenerations />
    </div>
  )
}
