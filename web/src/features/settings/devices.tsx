import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountEndpoints, type OpenSession } from '../../../../contracts/account.ts'
import { call } from '../../app/api.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { logOut } from '../../app/session-api.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { useExactFormat } from './exact-format.ts'
import { Loaded } from './loaded.tsx'
import { Outcome } from './outcome.tsx'
import { keys, useDevices } from './queries.ts'
import css from './settings.module.css'

const Device = ({ session, onEnded }: { session: OpenSession; onEnded: (text: string) => void }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const format = useExactFormat()
  const { id, device, address, lastUsedAt, current } = session
  const end = useMutation({
    mutationFn: () => call(accountEndpoints.endSession, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.account })
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
