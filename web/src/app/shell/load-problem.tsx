import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { ApiError } from '../api/api-error.ts'
import { errorText } from '../words/error-text.ts'
import { NotFoundPage } from './not-found-page.tsx'

/** In place of what could not be loaded. */
export const LoadProblem = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { t } = useTranslation()
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return <NotFoundPage />
  return (
    <Notice tone="alarm" actions={<Button onClick={onRetry}>{t('common.tryAgain')}</Button>}>
      {errorText(t, error)}
    </Notice>
  )
}
