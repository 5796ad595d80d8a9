import { useTranslation } from 'react-i18next'
import { Logo } from '../../ui/logo.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { restoreSession } from '../session/session-api.ts'
import { errorText } from '../words/error-text.ts'
import css from './splash.module.css'

/** Until it is known who is logged in; with `error`, where that could not be found out. */
export const Splash = ({ error }: { error?: unknown }) => {
  const { t } = useTranslation()
  return (
    <main className={css.splash}>
      <Logo size={64} />
      {error ? (
        <>
          <PageTitle title={t('session.unreachableTitle')} />
          <Notice
            tone="alarm"
            actions={<PlainButton onClick={() => void restoreSession()}>{t('common.tryAgain')}</PlainButton>}
          >
            {errorText(t, error)}
          </Notice>
        </>
      ) : (
        <div role="status" aria-label={t('session.restoring')}>
          <span className={css.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </div>
      )}
    </main>
  )
}
