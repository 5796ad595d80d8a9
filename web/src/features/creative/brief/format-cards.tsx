import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type AspectRatio, aspectRatios } from '../../../../../contracts/creative.ts'
import { cssRatio, placementKey, widthOverHeight } from '../formats.ts'
import css from './brief.module.css'
import own from './format-cards.module.css'

type Props = {
  chosen: AspectRatio[]
  /** How many pictures each format gets. */
  dealt: AspectRatio[]
  error: ReactNode
  onChange: (chosen: AspectRatio[]) => void
}

/** The formats as one sees them in the feed: the shape itself, where it runs, and how many of it are wanted. */
export const FormatCards = ({ chosen, dealt, error, onChange }: Props) => {
  const { t } = useTranslation()
  const toggle = (ratio: AspectRatio, on: boolean) =>
    // In the order of the cards, so that the pictures come in the order in which they are seen here.
    onChange(aspectRatios.filter((each) => (each === ratio ? on : chosen.includes(each))))

  return (
    <fieldset className={css.group} aria-describedby="formats-hint formats-error">
      <legend className={css.legend}>{t('brief.formats')}</legend>
      <p id="formats-hint" className={css.hint}>
        {t('brief.formatsHint')}
      </p>
      <div className={own.formats}>
        {aspectRatios.map((ratio) => {
          const pictures = dealt.filter((each) => each === ratio).length
          return (
            <label key={ratio} className={own.format}>
              <input
                type="checkbox"
                checked={chosen.includes(ratio)}
                onChange={(event) => toggle(ratio, event.target.checked)}
                aria-label={`${t(placementKey(ratio))}, ${ratio}`}
              />
              <span className={own.stage} aria-hidden="true">
                <span
                  className={own.shape}
                  style={{
                    aspectRatio: cssRatio(ratio),
                    [widthOverHeight(ratio) > 1 ? 'width' : 'height']: '100%',
                  }}
                >
                  {pictures > 0 && `×${pictures}`}
                </span>
              </span>
              <span className={own.placement}>{t(placementKey(ratio))}</span>
              <span className={own.ratio}>{ratio}</span>
            </label>
          )
        })}
      </div>
      <p id="formats-error" className={css.error}>
        {error}
      </p>
    </fieldset>
  )
}
