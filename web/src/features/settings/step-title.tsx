import { type ReactNode, useEffect, useRef } from 'react'
import css from './step-title.module.css'

/** The heading of a step that took the place of another: it takes the focus, as what was pressed is gone. */
export const StepTitle = ({ children }: { children: ReactNode }) => {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <h3 ref={ref} tabIndex={-1} className={css.title}>
      {children}
    </h3>
  )
}
