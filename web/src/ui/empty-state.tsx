import type { ReactNode } from 'react'
import css from './empty-state.module.css'
import { PageTitle } from './page-title.tsx'

type Props = {
  title: string
  text: string
  /** Left out where there is nothing that one may do about it. */
  action?: ReactNode
  /** It is all that the page has, so its title is the page's. */
  isPage?: boolean
}

/** Where there is nothing yet: what will be here, and the way to it. */
export const EmptyState = ({ title, text, action, isPage = false }: Props) => (
  <div className={css.empty}>
    <div className={css.frames} aria-hidden="true">
      {['9 / 16', '1 / 1', '4 / 5'].map((aspectRatio) => (
        <span key={aspectRatio} style={{ aspectRatio }} />
      ))}
    </div>
    {isPage ? <PageTitle title={title} /> : <h2 className={css.title}>{title}</h2>}
    <p className={css.text}>{text}</p>
    {action}
  </div>
)
