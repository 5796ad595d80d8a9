import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  type DeletedWorkspace,
  mostWorkspaces,
  workspaceEndpoints,
} from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { useDeletedWorkspaces } from '../../app/session/deleted-workspaces.ts'
import { switchWorkspace } from '../../app/session/session-api.ts'
import { Section } from '../../app/settings/section.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { useExactFormat } from '../../app/words/exact-format.ts'

const Deleted = ({ id, name, deletedAt, deletedBy, restorableUntil }: DeletedWorkspace) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  const restore = useMutation({
    mutationFn: async () => {
      await call(workspaceEndpoints.restoreWorkspace, { params: { id } })
      await switchWorkspace(id)
    },
  })
  const date = format.day(deletedAt)
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>{name}</p>
        <p className={css.facts}>
          <span>
            {deletedBy
              ? t('settings.deletion.deletedBy', { name: deletedBy, date })
              : t('settings.deletion.deletedOn', { date })}
          </span>
          <time dateTime={restorableUntil}>
            {t('settings.deletion.until', { time: format.moment(restorableUntil) })}
          </time>
        </p>
      </div>
      <Button
        variant="default"
        loading={restore.isPending}
        aria-label={t('settings.deletion.restoreOf', { name })}
        onClick={() => restore.mutate()}
      >
        {t('settings.deletion.restore')}
      </Button>
      <ErrorNotice
        error={restore.error}
        words={{ too_many: t('settings.deletion.tooMany', { max: mostWorkspaces }) }}
      />
    </li>
  )
}

/** What one can restore; nothing where there is nothing. */
export const DeletedWorkspaces = () => {
  const { t } = useTranslation()
  const { data } = useDeletedWorkspaces()
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('settings.deletion.listTitle')}>
      <p className={css.soft}>{t('settings.deletion.listAbout')}</p>
      <ul className={css.rows}>
        {data.items.map((workspace) => (
          <Deleted key={workspace.id} {...workspace} />
        ))}
      </ul>
    </Section>
  )
}
