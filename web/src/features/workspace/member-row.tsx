import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Member, workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { useMay, useRole } from '../../app/session/me.ts'
import { peopleKeys } from '../../app/session/people.ts'
import { useSession } from '../../app/session/session.ts'
import { ConfirmButton } from '../../app/settings/confirm-button.tsx'
import css from '../../app/settings/settings.module.css'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { ChangeRole } from './change-role.tsx'
import { SeatFacts } from './seat-facts.tsx'

type Props = { member: Member; onChanged: (text: string) => void }

const Remove = ({ member: { id, name }, onChanged }: Props) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <ConfirmButton
      label={t('settings.members.remove')}
      name={t('settings.members.removeOf', { name })}
      title={t('settings.members.removeTitle', { name })}
      text={t('settings.members.removeText')}
      run={() => call(workspaceEndpoints.removeMember, { params: { id } })}
      onDone={async () => {
        await client.invalidateQueries({ queryKey: peopleKeys.members })
        onChanged(t('settings.members.removed', { name }))
      }}
    />
  )
}

export const MemberRow = ({ member, onChanged }: Props) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  const isMe = useSession()?.user.id === member.id
  // Only an owner may do something to owners.
  const isInReach = useRole() === 'owner' || member.role !== 'owner'
  const mayChange = useMay('changeMember') && isInReach
  const mayRemove = useMay('removeMember') && isInReach && !isMe
  const { name, email, hasSecondFactor, joinedAt } = member
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.name}>
          {name} {isMe && <span className={css.soft}>({t('settings.members.you')})</span>}
        </p>
        <p className={css.soft}>{email}</p>
        <p className={css.facts}>
          <SeatFacts {...member} />
          <span>{t(`settings.members.secondFactor${hasSecondFactor ? 'On' : 'Off'}`)}</span>
          <time dateTime={joinedAt}>{t('settings.members.joined', { date: format.day(joinedAt) })}</time>
        </p>
      </div>
      {(mayChange || mayRemove) && (
        <div className={css.buttons}>
          {mayChange && <ChangeRole member={member} onChanged={onChanged} />}
          {mayRemove && <Remove member={member} onChanged={onChanged} />}
        </div>
      )}
    </li>
  )
}
