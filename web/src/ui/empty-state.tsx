import type { ReactNode } from 'react'
import css from './empty-state.module.css'

/** Where there is nothing yet: what will be here, and the way to it. */
export const EmptyState = ({ title, text, action }: { title: string; text: string; action: ReactNode }) => (
  <div className={css.empty}>
    <div className={css.frames} aria-hidden="true">
      {['9 / 16', '1 / 1', '4 / 5'].map((aspectRatio) => (
        <span key={aspectRatio} style={{ aspectRatio }} />
      ))}
    </div>
    <h2 className={css.title}>{title}</h2>
    <p className={css.text}>{text}</p>
    {action}
  </div>
)
