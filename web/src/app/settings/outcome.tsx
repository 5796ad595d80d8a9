import { useEffect, useRef } from 'react'
import { Notice } from '../../ui/notice.tsx'
import css from './outcome.module.css'

const Said = ({ text }: { text: string }) => {
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // What was pressed may be gone by now, and the keyboard would start at the top of the page again.
    if (document.activeElement === document.body) ref.current?.focus()
  }, [])

  return (
    <div ref={ref} tabIndex={-1} className={css.outcome}>
      <Notice tone="good">{text}</Notice>
    </div>
  )
}

/** What came of what was pressed. */
export const Outcome = ({ text }: { text: string | null }) => text && <Said key={text} text={text} />
