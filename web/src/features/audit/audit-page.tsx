import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session/me.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { PagedList } from '../../app/settings/paged-list.tsx'
import css from '../../app/settings/settings.module.css'
import { PageTitle } from '../../ui/page-title.tsx'
import { AuditDownload } from './audit-download.tsx'
import { AuditEntryCard } from './audit-entry.tsx'
import { AuditFilterFields } from './audit-filter-fields.tsx'
import { useAuditFilters } from './audit-filters.ts'
import { useAudit } from './use-audit.ts'
import { useNames } from './use-names.ts'

type ListProps = {
  audit: ReturnType<typeof useAudit>
  names: ReadonlyMap<string, string>
  isFiltered: boolean
  onClear: () => void
}

const EntryList = ({ audit, names, isFiltered, onClear }: ListProps) => {
  const { t } = useTranslation()
  const { entries, hasNextPage } = audit
  if (entries.length === 0) {
    return (
      <>
        <p role="status">{t(isFiltered ? 'settings.audit.emptyFiltered' : 'settings.audit.empty')}</p>
        {isFiltered && (
          <div className={css.buttons}>
            <Button onClick={onClear}>{t('settings.audit.clear')}</Button>
          </div>
        )}
      </>
    )
  }
  return (
    <>
      <PagedList
        query={audit}
        label={t('settings.audit.list')}
        shown={t('settings.audit.shown', { count: entries.length })}
      >
        {entries.map((entry) => (
          <AuditEntryCard key={entry.id} entry={entry} names={names} />
        ))}
      </PagedList>
      {!hasNextPage && <p className={css.soft}>{t('settings.audit.end')}</p>}
    </>
  )
}

/** Who changed what in the workspace. */
export const AuditPage = () => {
  const { t } = useTranslation()
  const mayDownload = useMay('exportAuditEntries')
  const { filters, isFiltered, change, clear } = useAuditFilters()
  const audit = useAudit(filters)
  const names = useNames(audit.entries)
  return (
    <>
      <PageTitle title={t('settings.audit.title')} />
      <p className={css.soft}>{t('settings.audit.about')}</p>
      <AuditFilterFields
        filters={filters}
        names={names}
        onChange={change}
        onClear={isFiltered ? clear : undefined}
      />
      {mayDownload && <AuditDownload filters={filters} />}
      <Loaded query={audit}>
        {() => <EntryList audit={audit} names={names} isFiltered={isFiltered} onClear={clear} />}
      </Loaded>
    </>
  )
}
