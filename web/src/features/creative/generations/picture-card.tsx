import { IconBan, IconMoodSad, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GenerationItem } from '../../../../../contracts/creative.ts'
import { useFormat } from '../../../app/words/format.ts'
import { cssRatio, placementKey, widthOverHeight } from '../formats.ts'
import { DrumProgress } from './drum-progress.tsx'
import css from './picture-card.module.css'
import { estimatedProgress, hasEnded } from './progress.ts'
import { useNow } from './use-now.ts'

type Props = { item: GenerationItem; number: number; onOpen: () => void }

const endIcons = { blocked: IconBan, failed: IconMoodSad, cancelled: IconPlayerStop }

const InTheMaking = ({ item, number }: Omit<Props, 'onOpen'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(item.status === 'rendering')
  const percent = item.status === 'rendering' ? estimatedProgress(item, now) : null
  const stage = t(`status.${item.status}`)
  return (
    <div className={css.making}>
      <DrumProgress
        percent={percent}
        label={t('order.progressOf', { number, format: t(placementKey(item.aspectRatio)) })}
        valueText={percent === null ? stage : `${stage}, ${format.percent(percent)}`}
      />
      <p className={css.stage} aria-hidden="true">
        {stage}
        <span className={css.percent}>{percent === null ? '' : format.percent(percent)}</span>
      </p>
    </div>
  )
}

const Ended = ({ item }: { item: GenerationItem }) => {
  const { t } = useTranslation()
  if (item.status !== 'blocked' && item.status !== 'failed' && item.status !== 'cancelled') return null
  const Icon = endIcons[item.status]
  return (
    <div className={css.ended}>
      <Icon size={32} stroke={1.6} aria-hidden="true" />
      <p className={css.stage}>{t(`status.${item.status}`)}</p>
    </div>
  )
}

/** One picture of an order, from the queue to the wall. */
export const PictureCard = ({ item, number, onOpen }: Props) => {
  const { t } = useTranslation()
  const placement = t(placementKey(item.aspectRatio))
  const ratio = widthOverHeight(item.aspectRatio)
  return (
    <li
      className={css.card}
      style={{ '--ratio': ratio }}
      data-testid="picture-card"
      data-status={item.status}
    >
      <div className={css.frame} style={{ aspectRatio: cssRatio(item.aspectRatio) }}>
        {item.asset ? (
          <button
            type="button"
            className={css.open}
            aria-label={t('order.open', { number, format: placement })}
            onClick={onOpen}
          >
            <img
              src={item.asset.thumbnailUrl}
              alt={item.altText ?? ''}
              width={item.asset.width}
              height={item.asset.height}
              decoding="async"
            />
          </button>
        ) : hasEnded(item) ? (
          <Ended item={item} />
        ) : (
          <InTheMaking item={item} number={number} />
        )}
      </div>
      <p className={css.caption}>
        {placement} <span>{item.aspectRatio}</span>
      </p>
      {item.problem && <p className={css.reason}>{t(`problem.${item.problem.code}`)}</p>}
    </li>
  )
}
