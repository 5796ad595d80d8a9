import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'
import own from './audit.module.css'
import { useAuditWords } from './audit-words.ts'
import { type Change, changesOf } from './changes.ts'

const ChangedValue = ({ change: { field, before, after } }: { change: Change }) => {
  const { t } = useTranslation()
  const words = useAuditWords()
  if (before === undefined) return words.value(field, after)
  if (after === undefined) return <del>{words.value(field, before)}</del>
  const values = { before: words.value(field, before), after: words.value(field, after) }
  return (
    <>
      <VisuallyHidden>{t('settings.audit.changedTo', values)}</VisuallyHidden>
      <span aria-hidden="true">
        {values.before} <IconArrowRight size={16} className={own.arrow} /> {values.after}
      </span>
    </>
  )
}

const Details = ({ entry: { subject, address, requestId } }: { entry: AuditEntry }) => {
  const { t } = useTranslation()
  const facts = [
    [t('settings.audit.subject'), subject],
    [t('settings.audit.address'), address],
    [t('settings.audit.request'), requestId],
  ] as const
  return (
    <details className={own.details}>
      <summary>{t('settings.audit.details')}</summary>
      <dl className={css.table}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className={own.pair}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  )
}

type Props = { entry: AuditEntry; names: ReadonlyMap<string, string> }

/** One change: who did what to whom, when, and what was different afterwards. */
export const AuditEntryCard = ({ entry, names }: Props) => {
  const { t } = useTranslation()
  const words = useAuditWords()
  const format = useExactFormat()
  const { at, actor, action, subject, before, after, why } = entry
  const changes = changesOf(before, after)
  const toWhom = subject === actor.id ? undefined : names.get(subject)
  return (
    <li className={own.entry} tabIndex={-1}>
      <p className={css.name}>
        {words.action(action)}
        {toWhom && `: ${toWhom}`}
      </p>
      <p className={css.facts}>
        {actor.kind !== 'person' && (
          <span className={css.pill}>{t(`settings.audit.kind.${actor.kind}`)}</span>
        )}
        <span>{actor.name}</span>
        <time dateTime={at}>{format.moment(at)}</time>
      </p>
      {changes.length > 0 && (
        <dl className={css.table}>
          {changes.map((change) => (
            <div key={change.field} className={own.pair}>
              <dt>{words.field(change.field)}</dt>
              <dd>
                <ChangedValue change={change} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {why && <p>{t('settings.audit.why', { reason: why })}</p>}
      <Details entry={entry} />
    </li>
  )
}
