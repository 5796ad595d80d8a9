import css from './picture-card.module.css'

type Props = { percent: number | null; label: string; valueText: string }

const radius = 42
const around = 2 * Math.PI * radius

/** The head of a drum whose rim fills up. `percent` null: work that has no measure; the rim only turns. */
export const DrumProgress = ({ percent, label, valueText }: Props) => (
  <div
    className={css.drum}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={percent ?? undefined}
    aria-valuetext={valueText}
    data-measured={percent !== null}
  >
    <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <circle className={css.head} cx="50" cy="50" r="30" />
      <circle className={css.spot} cx="50" cy="50" r="13" />
      <circle className={css.rim} cx="50" cy="50" r={radius} />
      <circle
        className={css.filled}
        cx="50"
        cy="50"
        r={radius}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - (percent ?? 18) / 100)}
      />
    </svg>
  </div>
)
