import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import css from './page-title.module.css'

type Props = {
  /** For the tab of the browser. */
  title: string
  className?: string | undefined
  /** It takes the place of another heading, without a navigation. */
  takesFocus?: boolean
  children?: ReactNode
}

/** The heading of a page. After a navigation it takes the focus, so that a screen reader says where one is now. */
export const PageTitle = ({ title, className, takesFocus = false, children = title }: Props) => {
  const ref = useRef<HTMLHeadingElement>(null)
  const isFirstPage = useLocation().key === 'default'
  const isGoingBack = useNavigationType() === 'POP'

  useEffect(() => {
    document.title = `${title} · Dhol`
  }, [title])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the page appears, not when its place changes.
  useEffect(() => {
    if (isFirstPage && !takesFocus) return
    if (!isGoingBack) window.scrollTo(0, 0)
    ref.current?.focus({ preventScroll: true })
  }, [])

  return (
    <h1 ref={ref} tabIndex={-1} className={className ?? css.title}>
      {children}
    </h1>
  )
}
