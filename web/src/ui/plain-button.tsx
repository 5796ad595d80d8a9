import type { ComponentProps } from 'react'
import css from './plain-button.module.css'

/** A button that is there before Mantine is, and where that did not load. */
export const PlainButton = (props: ComponentProps<'button'>) => (
  <button type="button" className={css.button} {...props} />
)
