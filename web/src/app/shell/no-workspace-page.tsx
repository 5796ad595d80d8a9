import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useDeletedWorkspaces } from '../session/deleted-workspaces.ts'
import type { KeptSession } from '../session/session.ts'

/** For somebody who has left or deleted every workspace, or whose last one has let them go. */
export const NoWorkspacePage = ({ session }: { session: KeptSession }) => {
  const { t } = useTranslation()
  const { data: deleted } = useDeletedWorkspaces()
  return (
    <EmptyState
      isPage
      title={t('workspace.noneTitle')}
      text={t('workspace.noneText', { email: session.user.email })}
      action={
        <>
          <LinkButton to="/settings/workspace/new">{t('workspace.make')}</LinkButton>
          {deleted && deleted.items.length > 0 && (
            <LinkButton to="/settings/workspace" variant="default">
              {t('workspace.restore')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}
