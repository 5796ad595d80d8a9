import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Generation } from '../../../../../contracts/creative.ts'
import { useFormat } from '../../../app/words/format.ts'
import { PageTitle } from '../../../ui/page-title.tsx'
import { useBrands } from '../queries.ts'
import css from './generation.module.css'
import { isRunning } from './progress.ts'
import { StatusPill } from './status-pill.tsx'

/** A brief longer than this is folded. */
const foldFrom = 160

export const GenerationHead = ({ generation, ready }: { generation: Generation; ready: number }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brands } = useBrands()
  const [folded, setFolded] = useState(true)
  const { brief, pictures, credits } = generation
  const brand = brands.find(({ id }) => id === generation.brandId)
  const canFold = brief.length > foldFrom
  return (
    <div className={css.head}>
      <div className={css.facts}>
        <StatusPill status={generation.status} />
        {brand && <span>{brand.name}</span>}
        <time dateTime={generation.createdAt}>{format.time(generation.createdAt)}</time>
        <span>{t('brief.credits', { count: credits })}</span>
      </div>
      <PageTitle
        title={t('generation.heading')}
        className={canFold && folded ? `${css.brief} ${css.folded}` : css.brief}
      >
        {brief}
      </PageTitle>
      {canFold && (
        <button type="button" className={css.fold} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {t(folded ? 'generation.showBrief' : 'generation.foldBrief')}
        </button>
      )}
      {/* Said aloud at each picture that arrives, not at each percent. */}
      <p className={css.ready} role="status" data-testid="ready-count">
        {isRunning(generation) || ready > 0 ? t('generation.readyOf', { ready, total: pictures.length }) : ''}
      </p>
    </div>
  )
}
