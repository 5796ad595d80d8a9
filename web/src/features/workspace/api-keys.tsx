import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiKey, apiKeyEndpoints } from '../../../../contracts/auth/api-keys.ts'
import { call } from '../../app/api/api.ts'
import { useMay } from '../../app/session/me.ts'
import { peopleKeys, useApiKeys } from '../../app/session/people.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'

const KeyRow = ({ apiKey, onRevoked }: { apiKey: ApiKey; onRevoked: (text: string) => void }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const format = useExactFormat()
  const mayRevoke = useMay('revokeApiKey')
  const { id, name, role, hint, createdBy, createdAt, lastUsedAt } = apiKey
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>{name}</p>
        <p className={css.facts}>
          <span className={css.pill}>{t(`role.${role}`)}</span>
          <code>{hint}</code>
          <span>{t('settings.keys.madeBy', { name: createdBy, date: format.day(createdAt) })}</span>
          <span>
            {lastUsedAt
              ? t('settings.keys.lastUsed', { time: format.moment(lastUsedAt) })
              : t('settings.keys.neverUsed')}
          </span>
        </p>
      </div>
      {mayRevoke && (
        <ConfirmButton
          label={t('settings.keys.revoke')}
          name={t('settings.keys.revokeOf', { name })}
          title={t('settings.keys.revokeTitle', { name })}
          text={t('settings.keys.revokeText')}
          run={() => call(apiKeyEndpoints.revokeApiKey, { params: { id } })}
          onDone={async () => {
            await client.invalidateQueries({ queryKey: peopleKeys.apiKeys })
            onRevoked(t('settings.keys.revoked', { name }))
          }}
        />
      )}
    </li>
  )
}

export const ApiKeys = () => {
  const { t } = useTranslation()
  const apiKeys = useApiKeys()
  const [revoked, setRevoked] = useState<string | null>(null)
  return (
    <>
      <Outcome text={revoked} />
      <Loaded query={apiKeys}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.soft}>{t('settings.keys.empty')}</p>
          ) : (
            <ul className={css.rows}>
              {items.map((apiKey) => (
                <KeyRow key={apiKey.id} apiKey={apiKey} onRevoked={setRevoked} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}
