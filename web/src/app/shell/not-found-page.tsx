import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'

export const NotFoundPage = () => {
  const { t } = useTranslation()
  return (
    <EmptyState
      isPage
      title={t('common.notFoundTitle')}
      text={t('common.notFoundText')}
      action={<LinkButton to="/">{t('common.goCreate')}</LinkButton>}
    />
  )
}
