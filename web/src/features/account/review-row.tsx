import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiKeyEndpoints } from '../../../../contracts/auth/api-keys.ts'
import { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import type { MadeThing } from '../../../../contracts/auth/review.ts'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { useMay } from '../../app/session/me.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { keys } from './queries.ts'

/** By what each kind is taken back. */
const takeBack: Record<MadeThing['kind'], (id: string) => Promise<unknown>> = {
  key: (id) => call(apiKeyEndpoints.revokeApiKey, { params: { id } }),
  invitation: (id) => call(invitationEndpoints.withdrawInvitation, { params: { id } }),
  member: (id) => call(workspaceEndpoints.removeMember, { params: { id } }),
}

/** One thing that was made in one's name. It is taken back in its own workspace, by whoever may. */
export const ReviewRow = ({ thing, isHere }: { thing: MadeThing; isHere: boolean }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const format = useExactFormat()
  const may = {
    key: useMay('revokeApiKey'),
    invitation: useMay('withdrawInvitation'),
    member: useMay('removeMember'),
  }
  const { kind, id, name, role, at, isOpen } = thing
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>{t(`settings.review.${kind}`, { name })}</p>
        <p className={css.facts}>
          <span>{t(`role.${role}`)}</span>
          <time dateTime={at}>{format.moment(at)}</time>
          {!isOpen && <span>{t('settings.review.ended')}</span>}
        </p>
      </div>
      {isOpen && isHere && may[kind] && (
        <ConfirmButton
          label={t('settings.review.notMe')}
          name={t('settings.review.notMeOf', { name })}
          title={t(`settings.review.${kind}Title`, { name })}
          text={t(`settings.review.${kind}Text`)}
          confirm={t('settings.review.takeBack')}
          run={() => takeBack[kind](id)}
          onDone={() => client.invalidateQueries({ queryKey: keys.review })}
        />
      )}
    </li>
  )
}
