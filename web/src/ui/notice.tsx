import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './notice.module.css'

const icons = { alarm: IconAlertTriangle, good: IconCircleCheck, plain: IconInfoCircle }

type Props = {
  tone?: keyof typeof icons
  title?: string
  actions?: ReactNode
  children: ReactNode
}

/** A sentence that the user should see, and what to press. An alarm interrupts a screen reader, others wait. */
export const Notice = ({ tone = 'plain', title, actions, children }: Props) => {
  const Icon = icons[tone]
  return (
    <div role={tone === 'alarm' ? 'alert' : 'status'} className={`${css.notice} ${css[tone] ?? ''}`}>
      <Icon className={css.icon} size={22} aria-hidden="true" />
      <div className={css.text}>
        {title && <p className={css.title}>{title}</p>}
        <div>{children}</div>
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  )
}
