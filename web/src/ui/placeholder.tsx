import type { CSSProperties } from 'react'
import css from './placeholder.module.css'

type Props = { className?: string | undefined; style?: CSSProperties }

/** Holds the place of something that is on its way. */
export const Placeholder = ({ className, style }: Props) => (
  <div className={`${css.placeholder} ${className ?? ''}`} style={style} aria-hidden="true" />
)
