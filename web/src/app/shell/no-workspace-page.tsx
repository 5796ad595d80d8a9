import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import type { KeptSession } from '../session/session.ts'

/** For somebody who has left every workspace, or whose last one has let them go. */
export const NoWorkspacePage = ({ session }: { session: KeptSession }) => {
  const { t } = useTranslation()
  return (
    <EmptyState
      isPage
      title={t('workspace.noneTitle')}
      text={t('workspace.noneText', { email: session.user.email })}
      action={<LinkButton to="/settings/workspace/new">{t('workspace.make')}</LinkButton>}
    />
  )
}
