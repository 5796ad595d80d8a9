import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { NetworkError } from '../api/api-error.ts'

/** Says that Dhol cannot be reached, as long as something that is shown could not be fetched for that reason. */
export const OfflineBanner = () => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cache = client.getQueryCache()
  const isDown = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .findAll({ type: 'active' })
        .some(({ state }) => (state.error ?? state.fetchFailureReason) instanceof NetworkError),
  )
  if (!isDown && !asking) return null

  const tryAgain = async () => {
    setAsking(true)
    await client.refetchQueries({ type: 'active' })
    setAsking(false)
  }
  return (
    <Notice
      tone="alarm"
      title={t('error.offlineTitle')}
      actions={
        <Button onClick={tryAgain} loading={asking}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {t('error.offline')}
    </Notice>
  )
}
