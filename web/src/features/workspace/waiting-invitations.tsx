import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Invitation, invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { call } from '../../app/api/api.ts'
import { useMay, useRole } from '../../app/session/me.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { keys, useInvitations } from './queries.ts'
import { SeatFacts } from './seat-facts.tsx'

type RowProps = { invitation: Invitation; onWithdrawn: (text: string) => void }

const Waiting = ({ invitation, onWithdrawn }: RowProps) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const format = useExactFormat()
  const isInReach = useRole() === 'owner' || invitation.role !== 'owner'
  const mayWithdraw = useMay('withdrawInvitation') && isInReach
  const { id, email, invitedBy, expiresAt } = invitation
  const withdraw = useMutation({
    mutationFn: () => call(invitationEndpoints.withdrawInvitation, { params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.invitations })
      onWithdrawn(t('settings.invite.withdrawn', { email }))
    },
  })
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>{email}</p>
        <p className={css.facts}>
          <SeatFacts {...invitation} />
          <span>{t('settings.invite.by', { name: invitedBy })}</span>
          <time dateTime={expiresAt}>{t('settings.invite.until', { time: format.moment(expiresAt) })}</time>
        </p>
      </div>
      {mayWithdraw && (
        <Button
          variant="default"
          loading={withdraw.isPending}
          aria-label={t('settings.invite.withdrawOf', { email })}
          onClick={() => withdraw.mutate()}
        >
          {t('settings.invite.withdraw')}
        </Button>
      )}
      <ErrorNotice error={withdraw.error} />
    </li>
  )
}

export const WaitingInvitations = () => {
  const { t } = useTranslation()
  const invitations = useInvitations()
  const [withdrawn, setWithdrawn] = useState<string | null>(null)
  return (
    <>
      <Outcome text={withdrawn} />
      <Loaded query={invitations}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.soft}>{t('settings.invite.waitingEmpty')}</p>
          ) : (
            <ul className={css.rows}>
              {items.map((invitation) => (
                <Waiting key={invitation.id} invitation={invitation} onWithdrawn={setWithdrawn} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}
