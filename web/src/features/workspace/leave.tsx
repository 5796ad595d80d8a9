import { useTranslation } from 'react-i18next'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { useMe } from '../../app/session/me.ts'
import { useSession } from '../../app/session/session.ts'
import { renewSession } from '../../app/session/session-api.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import css from '../../app/settings/settings.module.css'

export const Leave = () => {
  const { t } = useTranslation()
  const session = useSession()
  const me = useMe()
  const workspace = (me.data ?? session)?.workspace?.name ?? ''
  return (
    <>
      <p className={css.soft}>{t('settings.members.leaveAbout', { workspace })}</p>
      <div className={css.buttons}>
        <ConfirmButton
          label={t('settings.members.leave')}
          title={t('settings.members.leaveAsk', { workspace })}
          text={t('settings.members.leaveText')}
          run={() => call(workspaceEndpoints.leaveWorkspace)}
          // Into another workspace of theirs, or none; the page then begins anew.
          onDone={renewSession}
        />
      </div>
    </>
  )
}
