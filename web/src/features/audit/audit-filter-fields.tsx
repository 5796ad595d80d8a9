import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import own from './audit.module.css'
import type { AuditFilters } from './audit-filters.ts'
import { useAuditWords } from './audit-words.ts'

/** While a year is typed it passes through 0002 and 0020: those are no days to ask for. */
const isWholeDay = (day: string) => day === '' || day >= '1000'

type DayProps = { label: string; day: string | null; onChange: (day: string | null) => void }

const DayField = ({ label, day, onChange }: DayProps) => {
  const [typed, setTyped] = useState(day ?? '')
  useEffect(() => setTyped(day ?? ''), [day])
  return (
    <TextInput
      type="date"
      size="md"
      label={label}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        if (isWholeDay(value)) onChange(value || null)
      }}
    />
  )
}

type Props = {
  filters: AuditFilters
  /** Of those who can be chosen, by id. */
  names: ReadonlyMap<string, string>
  onChange: (changed: Partial<AuditFilters>) => void
  /** Absent where there is nothing to clear. */
  onClear: (() => void) | undefined
}

export const AuditFilterFields = ({ filters, names, onChange, onClear }: Props) => {
  const { t } = useTranslation()
  const words = useAuditWords()
  return (
    <div className={own.filters}>
      <NativeSelect
        size="md"
        label={t('settings.audit.actor')}
        data={[
          { value: '', label: t('settings.audit.anybody') },
          ...[...names].map(([value, label]) => ({ value, label })),
        ]}
        value={filters.actor ?? ''}
        onChange={({ currentTarget }) => onChange({ actor: currentTarget.value || null })}
      />
      <NativeSelect
        size="md"
        label={t('settings.audit.action')}
        data={[{ value: '', label: t('settings.audit.anything') }, ...words.choices]}
        value={filters.action ?? ''}
        onChange={({ currentTarget }) => onChange({ action: currentTarget.value || null })}
      />
      <DayField label={t('settings.audit.from')} day={filters.from} onChange={(from) => onChange({ from })} />
      <DayField
        label={t('settings.audit.until')}
        day={filters.until}
        onChange={(until) => onChange({ until })}
      />
      {onClear && (
        <Button variant="default" className={own.clear} onClick={onClear}>
          {t('settings.audit.clear')}
        </Button>
      )}
    </div>
  )
}
