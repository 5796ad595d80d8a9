import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import own from './activity.module.css'
import { activityText } from './activity-words.ts'
import { useExactFormat } from './exact-format.ts'
import { Loaded } from './loaded.tsx'
import css from './settings.module.css'
import { ShowMore } from './show-more.tsx'
import { useActivity } from './use-audit.ts'

const Entry = ({ entry }: { entry: AuditEntry }) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  const { action, at, address } = entry
  const isWarning = action === 'session.revoked'
  return (
    <li className={isWarning ? own.warning : css.row}>
      {isWarning && <IconAlertTriangle className={own.icon} size={22} aria-hidden="true" />}
      <div className={css.what}>
        <p className={css.name}>{activityText(t, entry)}</p>
        {isWarning && (
          <p>
            {t('settings.activity.advice')} <a href="#password">{t('settings.password.save')}</a>
          </p>
        )}
        <p className={css.facts}>
          <time dateTime={at}>{format.moment(at)}</time>
          {address && <span>{t('settings.devices.from', { address })}</span>}
        </p>
      </div>
    </li>
  )
}

/** What was done with one's own account, and from where: so that somebody else at it is noticed. */
export const Activity = () => {
  const { t } = useTranslation()
  const activity = useActivity()
  const { entries } = activity
  return (
    <>
      <p className={css.soft}>{t('settings.activity.about')}</p>
      <Loaded query={activity}>
        {() =>
          entries.length === 0 ? (
            <p className={css.soft}>{t('settings.activity.empty')}</p>
          ) : (
            <>
              <ol className={css.rows} aria-label={t('settings.activity.title')}>
                {entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </ol>
              <ShowMore query={activity} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
