import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountEndpoints, type OpenSession } from '../../../../contracts/auth/account.ts'
import { call } from '../../app/api/api.ts'
import { accountKey } from '../../app/session/me.ts'
import { logOut } from '../../app/session/session-api.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { useDevices } from './queries.ts'

const Device = ({ session, onEnded }: { session: OpenSession; onEnded: (text: string) => void }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const format = useExactFormat()
  const { id, device, address, lastUsedAt, current } = session
  const end = useMutation({
    mutationFn: () => call(accountEndpoints.endSession, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: accountKey })
      onEnded(t('settings.devices.ended', { device }))
    },
  })
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>{device}</p>
        <p className={css.facts}>
          {current && (
            <span className={css.pill} data-good>
              {t('settings.devices.this')}
            </span>
          )}
          <span>{t('settings.devices.from', { address })}</span>
          <time dateTime={lastUsedAt}>
            {t('settings.devices.lastUsed', { time: format.moment(lastUsedAt) })}
          </time>
        </p>
      </div>
      {!current && (
        <Button
          variant="default"
          loading={end.isPending}
          aria-label={t('settings.devices.endOne', { device })}
          onClick={() => end.mutate()}
        >
          {t('settings.devices.end')}
        </Button>
      )}
      <ErrorNotice error={end.error} />
    </li>
  )
}

export const Devices = () => {
  const { t } = useTranslation()
  const devices = useDevices()
  const [ended, setEnded] = useState<string | null>(null)
  return (
    <>
      <Outcome text={ended} />
      <Loaded query={devices}>
        {({ items }) => (
          <ul className={css.rows}>
            {items.map((session) => (
              <Device key={session.id} session={session} onEnded={setEnded} />
            ))}
          </ul>
        )}
      </Loaded>
      <div className={css.buttons}>
        <ConfirmButton
          label={t('settings.devices.endAll')}
          title={t('settings.devices.endAllTitle')}
          text={t('settings.devices.endAllText')}
          run={() => call(accountEndpoints.endAllSessions)}
          onDone={logOut}
        />
      </div>
    </>
  )
}
