import { type ReactNode, useEffect, useRef } from 'react'
import css from './step-title.module.css'

type Props = {
  level?: 2 | 3
  className?: string | undefined
  children: ReactNode
}

/** The heading of a step that took the place of another: it takes the focus, as what was pressed is gone. */
export const StepTitle = ({ level = 3, className = css.title, children }: Props) => {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => ref.current?.focus(), [])
  const Heading = `h${level}` as const
  return (
    <Heading ref={ref} tabIndex={-1} className={className}>
      {children}
    </Heading>
  )
}
