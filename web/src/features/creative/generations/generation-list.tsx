import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GenerationSummary } from '../../../../../contracts/creative.ts'
import { useFormat } from '../../../app/words/format.ts'
import { cssRatio } from '../formats.ts'
import css from './generations.module.css'
import { StatusPill } from './status-pill.tsx'

const shown = 4

export const GenerationList = ({ generations }: { generations: GenerationSummary[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className={css.list}>
      {generations.map((generation) => (
        <li key={generation.id} className={css.row}>
          <div className={css.thumbnails} aria-hidden="true">
            {generation.pictures.slice(0, shown).map((picture) => (
              <span
                key={picture.id}
                className={css.thumbnail}
                style={{ aspectRatio: cssRatio(picture.aspectRatio) }}
              >
                {picture.thumbnailUrl && (
                  <img src={picture.thumbnailUrl} alt="" loading="lazy" decoding="async" />
                )}
              </span>
            ))}
            {generation.pictures.length > shown && <span>+{generation.pictures.length - shown}</span>}
          </div>
          <Link to={`/generations/${generation.id}`} className={css.brief}>
            {generation.brief}
          </Link>
          <div className={css.facts}>
            <StatusPill status={generation.status} />
            <span>{t('history.pictures', { count: generation.pictures.length })}</span>
            <time dateTime={generation.createdAt}>{format.time(generation.createdAt)}</time>
          </div>
        </li>
      ))}
    </ul>
  )
}
