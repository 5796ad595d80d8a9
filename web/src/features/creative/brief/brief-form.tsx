import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import {
  creativeEndpoints,
  creditsPerPicture,
  type GenerationInput,
  pictureFormats,
} from '../../../../../contracts/creative.ts'
import { call } from '../../../app/api/api.ts'
import { errorText, fieldErrors, formErrors } from '../../../app/words/error-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { keepGeneration } from '../generations/cache.ts'
import { withNews, withNewsOnTop } from '../generations/news.ts'
import css from './brief.module.css'
import { CountStepper } from './count-stepper.tsx'
import { type Draft, emptyDraft, keepDraft } from './draft.ts'
import { FormatCards } from './format-cards.tsx'
import { generationArrived, generationKey } from './generation-key.ts'
import { Ideas } from './ideas.tsx'

type Props = { brandId: string; initial: Draft }

export const BriefForm = ({ brandId, initial }: Props) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const briefField = useRef<HTMLTextAreaElement>(null)
  const isSending = useRef(false)
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<Record<string, string>>({})

  const dealt = draft.aspectRatios.length > 0 ? pictureFormats(draft) : []
  const count = Math.max(dealt.length, draft.count)
  const credits = dealt.length * creditsPerPicture

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setErrors({})
    keepDraft(next)
  }

  const generation = useMutation({
    mutationFn: (body: GenerationInput) =>
      withNewsOnTop(
        () => call(creativeEndpoints.createGeneration, { body, idempotencyKey: generationKey(body) }),
        withNews,
      ),
    onSuccess: (generation) => {
      generationArrived()
      keepDraft({ ...draft, brief: emptyDraft.brief })
      keepGeneration(client, generation)
      return navigate(`/generations/${generation.id}`)
    },
    onError: (error) => setErrors(fieldErrors(t, error)),
    onSettled: () => {
      isSending.current = false
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A second press may come before the button has been drawn as busy.
    if (isSending.current) return
    const body = { brandId, brief: draft.brief.trim(), aspectRatios: draft.aspectRatios, count }
    const found = formErrors(t, creativeEndpoints.createGeneration.body, body)
    setErrors(found)
    if (found.brief) briefField.current?.focus()
    if (Object.keys(found).length > 0) return
    isSending.current = true
    generation.mutate(body)
  }

  return (
    <form noValidate className={css.form} onSubmit={submit}>
      <div className={css.group}>
        <Textarea
          ref={briefField}
          label={t('brief.label')}
          description={t('brief.hint')}
          placeholder={t('brief.placeholder')}
          size="md"
          rows={4}
          value={draft.brief}
          error={errors.brief}
          onChange={(event) => change({ brief: event.currentTarget.value })}
          classNames={{ label: css.legend, input: css.brief }}
        />
        {draft.brief === '' && (
          <Ideas
            onPick={(brief) => {
              change({ brief })
              briefField.current?.focus()
            }}
          />
        )}
      </div>
      <FormatCards
        chosen={draft.aspectRatios}
        dealt={dealt}
        error={errors.aspectRatios}
        onChange={(aspectRatios) => change({ aspectRatios })}
      />
      <CountStepper
        count={count}
        least={Math.max(1, draft.aspectRatios.length)}
        onChange={(next) => change({ count: next })}
      />
      {generation.error && <Notice tone="alarm">{errorText(t, generation.error)}</Notice>}
      <div className={css.generation}>
        <Button type="submit" size="lg" loading={generation.isPending} aria-describedby="generation-cost">
          {t('brief.submit', { count: dealt.length })}
        </Button>
        <p id="generation-cost" className={css.cost} aria-live="polite">
          {t('brief.costs', { count: credits })}
        </p>
      </div>
    </form>
  )
}
