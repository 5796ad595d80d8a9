import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { creativeEndpoints, type Generation } from '../../../../../contracts/creative.ts'
import { call } from '../../../app/api/api.ts'
import { useMay } from '../../../app/session/me.ts'
import { errorText } from '../../../app/words/error-text.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { keys } from '../queries.ts'
import { keepGeneration } from './cache.ts'
import css from './generation.module.css'
import { withNews, withNewsOnTop } from './news.ts'
import { isRunning, nextSteps } from './progress.ts'

const useGenerationAction = (
  endpoint: typeof creativeEndpoints.cancelGeneration | typeof creativeEndpoints.retryGeneration,
  id: string,
) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => withNewsOnTop(() => call(endpoint, { params: { id } }), withNews),
    onSuccess: (generation) => keepGeneration(client, generation),
    // It may be that the generation had ended, or had been stopped elsewhere.
    onError: () => client.invalidateQueries({ queryKey: keys.one(id) }),
  })
}

const StopGeneration = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const cancel = useGenerationAction(creativeEndpoints.cancelGeneration, id)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('generation.cancel')}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} label={t('generation.cancelTitle')}>
        <div className={css.confirm}>
          <p>{t('generation.cancelText')}</p>
          {cancel.error && <Notice tone="alarm">{errorText(t, cancel.error)}</Notice>}
          <div className={css.buttons}>
            <Button
              loading={cancel.isPending}
              onClick={() => cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
            >
              {t('generation.cancelConfirm')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('generation.cancelKeep')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

const Finished = ({ generation }: { generation: Generation }) => {
  const { t } = useTranslation()
  const retry = useGenerationAction(creativeEndpoints.retryGeneration, generation.id)
  const steps = nextSteps(generation.pictures)
  const mayRetry = useMay('retryGeneration')
  const mayMake = useMay('createGeneration')
  const again = (label: string, isMain: boolean) => (
    <LinkButton to={`/?from=${generation.id}`} variant={isMain ? 'filled' : 'default'}>
      {label}
    </LinkButton>
  )
  if (steps.failed === 0) {
    return (
      <div className={css.buttons}>
        {generation.status === 'cancelled' && <p className={css.note}>{t('generation.cancelledNote')}</p>}
        {mayMake && again(t('generation.reuse'), false)}
      </div>
    )
  }
  return (
    <Notice
      tone="alarm"
      title={t('generation.notReady', { count: steps.failed })}
      actions={
        <>
          {steps.retry && mayRetry && (
            <Button loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('generation.retry')}
            </Button>
          )}
          {steps.edit && mayMake && again(t('generation.edit'), !steps.retry)}
        </>
      }
    >
      {retry.error ? errorText(t, retry.error) : null}
    </Notice>
  )
}

/** What can be pressed now: stop while it runs; afterwards try again, change the brief, or use it again. */
export const GenerationActions = ({ generation }: { generation: Generation }) => {
  const mayStop = useMay('cancelGeneration')
  if (!isRunning(generation)) return <Finished generation={generation} />
  return (
    mayStop && (
      <div className={css.buttons}>
        <StopGeneration id={generation.id} />
      </div>
    )
  )
}
