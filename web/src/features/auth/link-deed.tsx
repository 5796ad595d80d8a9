import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './auth-layout.module.css'

type Props = {
  title: string
  text: string
  error: Error | null
  /** The button that does it. */
  children: ReactNode
}

/** What the link of a mail would do, for somebody to press or to leave. */
export const LinkDeed = ({ title, text, error, children }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <PageTitle title={title} />
      <p className={css.told}>{text}</p>
      <ErrorNotice error={error} />
      <div className={css.buttons}>
        {children}
        <LinkButton to="/" size="md" variant="default">
          {t('common.goHome')}
        </LinkButton>
      </div>
    </>
  )
}
