import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { PagedList } from '../../app/settings/paged-list.tsx'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'
import own from './activity.module.css'
import { openWarnings } from './activity-warnings.ts'
import { activityText } from './activity-words.ts'
import { useActivity } from './use-audit.ts'

const Entry = ({ entry, isWarning }: { entry: AuditEntry; isWarning: boolean }) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  const { at, address } = entry
  return (
    <li className={isWarning ? own.warning : css.row} tabIndex={-1}>
      {isWarning && <IconAlertTriangle className={own.icon} size={22} aria-hidden="true" />}
      <div className={css.what}>
        <p className={css.name}>{activityText(t, entry)}</p>
        {isWarning && (
          <p>
            {t('settings.activity.advice')} <a href="#password">{t('settings.activity.changePassword')}</a>
          </p>
        )}
        <p className={css.facts}>
          <time dateTime={at}>{format.moment(at)}</time>
          {address && <span>{t('settings.activity.from', { address })}</span>}
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
  const warnings = openWarnings(entries)
  return (
    <>
      <p className={css.soft}>{t('settings.activity.about')}</p>
      <Loaded query={activity}>
        {() =>
          entries.length === 0 ? (
            <p className={css.soft}>{t('settings.activity.empty')}</p>
          ) : (
            <PagedList
              query={activity}
              label={t('settings.activity.title')}
              shown={t('settings.activity.shown', { count: entries.length })}
            >
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} isWarning={warnings.has(entry.id)} />
              ))}
            </PagedList>
          )
        }
      </Loaded>
    </>
  )
}
