import { useTranslation } from 'react-i18next'
import css from './brief.module.css'

const ideas = ['festival', 'launch', 'people'] as const

/** Against the empty page: briefs to begin from. */
export const Ideas = ({ onPick }: { onPick: (brief: string) => void }) => {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons inside a form, not fields of it.
    <div className={css.ideas} role="group" aria-label={t('brief.ideas')}>
      <span className={css.hint} aria-hidden="true">
        {t('brief.ideas')}
      </span>
      {ideas.map((idea) => (
        <button key={idea} type="button" className={css.idea} onClick={() => onPick(t(`idea.${idea}.brief`))}>
          {t(`idea.${idea}.label`)}
        </button>
      ))}
    </div>
  )
}
