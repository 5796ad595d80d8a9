import { type ReactNode, useId } from 'react'
import css from './section.module.css'

type Props = {
  title: string
  /** Where links of the same page lead to it. */
  id?: string
  children: ReactNode
}

/** A part of a page, under its heading. */
export const Section = ({ title, id, children }: Props) => {
  const titleId = useId()
  return (
    <section id={id} className={css.section} aria-labelledby={titleId}>
      <h2 id={titleId} className={css.title}>
        {title}
      </h2>
      {children}
    </section>
  )
}
