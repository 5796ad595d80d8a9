import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useGenerations } from '../queries.ts'
import { GenerationList } from './generation-list.tsx'
import css from './generations.module.css'

const shown = 4

export const LatestGenerations = () => {
  const { t } = useTranslation()
  const { generations } = useGenerations()
  if (generations.length === 0) return null
  return (
    <section className={css.latest} aria-labelledby="latest-generations">
      <div className={css.latestTop}>
        <h2 id="latest-generations" className={css.latestTitle}>
          {t('brief.recent')}
        </h2>
        {generations.length > shown && <Link to="/generations">{t('common.showMore')}</Link>}
      </div>
      <GenerationList generations={generations.slice(0, shown)} />
    </section>
  )
}
