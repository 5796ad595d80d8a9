import { IconBan, IconMoodSad, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Picture } from '../../../../../contracts/creative.ts'
import { useFormat } from '../../../app/words/format.ts'
import { cssRatio, placementKey, widthOverHeight } from '../formats.ts'
import { DrumProgress } from './drum-progress.tsx'
import css from './picture-card.module.css'
import { estimatedProgress, hasEnded } from './progress.ts'
import { useNow } from './use-now.ts'

type Props = { picture: Picture; number: number; onOpen: () => void }

const endIcons = { blocked: IconBan, failed: IconMoodSad, cancelled: IconPlayerStop }

const InTheMaking = ({ picture, number }: Omit<Props, 'onOpen'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(picture.status === 'rendering')
  const percent = picture.status === 'rendering' ? estimatedProgress(picture, now) : null
  const stage = t(`status.${picture.status}`)
  return (
    <div className={css.making}>
      <DrumProgress
        percent={percent}
        label={t('generation.progressOf', { number, format: t(placementKey(picture.aspectRatio)) })}
        valueText={percent === null ? stage : `${stage}, ${format.percent(percent)}`}
      />
      <p className={css.stage} aria-hidden="true">
        {stage}
        <span className={css.percent}>{percent === null ? '' : format.percent(percent)}</span>
      </p>
    </div>
  )
}

const Ended = ({ picture }: { picture: Picture }) => {
  const { t } = useTranslation()
  if (picture.status !== 'blocked' && picture.status !== 'failed' && picture.status !== 'cancelled')
    return null
  const Icon = endIcons[picture.status]
  return (
    <div className={css.ended}>
      <Icon size={32} stroke={1.6} aria-hidden="true" />
      <p className={css.stage}>{t(`status.${picture.status}`)}</p>
    </div>
  )
}

/** One picture of a generation, from the queue to the wall. */
export const PictureCard = ({ picture, number, onOpen }: Props) => {
  const { t } = useTranslation()
  const placement = t(placementKey(picture.aspectRatio))
  const ratio = widthOverHeight(picture.aspectRatio)
  return (
    <li
      className={css.card}
      style={{ '--ratio': ratio }}
      data-testid="picture-card"
      data-status={picture.status}
    >
      <div className={css.frame} style={{ aspectRatio: cssRatio(picture.aspectRatio) }}>
        {picture.asset ? (
          <button
            type="button"
            className={css.open}
            aria-label={t('generation.open', { number, format: placement })}
            onClick={onOpen}
          >
            <img
              src={picture.asset.thumbnailUrl}
              alt={picture.altText ?? ''}
              width={picture.asset.width}
              height={picture.asset.height}
              decoding="async"
            />
          </button>
        ) : hasEnded(picture) ? (
          <Ended picture={picture} />
        ) : (
          <InTheMaking picture={picture} number={number} />
        )}
      </div>
      <p className={css.caption}>
        {placement} <span>{picture.aspectRatio}</span>
      </p>
      {picture.problem && <p className={css.reason}>{t(`problem.${picture.problem.code}`)}</p>}
    </li>
  )
}
