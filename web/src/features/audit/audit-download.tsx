import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { auditEndpoints, mostExported } from '../../../../contracts/audit.ts'
import { download } from '../../app/api/api.ts'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { useFormat } from '../../app/words/format.ts'
import { type AuditFilters, toQuery } from './audit-filters.ts'

export const AuditDownload = ({ filters }: { filters: AuditFilters }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const save = useMutation({
    mutationFn: () => download(auditEndpoints.exportAuditEntries, { query: toQuery(filters) }),
  })
  return (
    <>
      <div className={css.buttons}>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('settings.audit.download')}
        </Button>
        <span className={css.soft}>
          {t('settings.audit.downloadMost', { number: format.number(mostExported) })}
        </span>
        <span role="status" className={css.soft}>
          {save.isSuccess && t('settings.audit.downloaded')}
        </span>
      </div>
      <ErrorNotice error={save.error} />
    </>
  )
}
