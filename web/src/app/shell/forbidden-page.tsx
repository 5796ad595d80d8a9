import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useRole } from '../session/me.ts'

/** In place of a page that one's role may do nothing on. */
export const ForbiddenPage = () => {
  const { t } = useTranslation()
  const role = useRole() ?? 'viewer'
  return (
    <EmptyState
      isPage
      title={t('workspace.forbiddenTitle')}
      text={t('workspace.forbiddenText', { role: t(`role.${role}`) })}
      action={<LinkButton to="/">{t('common.goHome')}</LinkButton>}
    />
  )
}
