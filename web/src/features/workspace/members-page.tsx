import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session/me.ts'
import { useMembers } from '../../app/session/people.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import { Section } from '../../app/settings/section.tsx'
import css from '../../app/settings/settings.module.css'
import { PageTitle } from '../../ui/page-title.tsx'
import { InviteForm } from './invite-form.tsx'
import { Leave } from './leave.tsx'
import { MemberRow } from './member-row.tsx'
import { WaitingInvitations } from './waiting-invitations.tsx'

const MemberList = () => {
  const members = useMembers()
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <Outcome text={said} />
      <Loaded query={members}>
        {({ items }) => (
          <ul className={css.rows}>
            {items.map((member) => (
              <MemberRow key={member.id} member={member} onChanged={setSaid} />
            ))}
          </ul>
        )}
      </Loaded>
    </>
  )
}

/** Who belongs to the workspace, and who was invited. */
export const MembersPage = () => {
  const { t } = useTranslation()
  const mayInvite = useMay('inviteMember')
  const maySeeInvitations = useMay('listInvitations')
  const mayLeave = useMay('leaveWorkspace')
  return (
    <>
      <PageTitle title={t('settings.members.title')} />
      <Section title={t('settings.members.list')}>
        <MemberList />
      </Section>
      {mayInvite && (
        <Section title={t('settings.invite.title')}>
          <InviteForm />
        </Section>
      )}
      {maySeeInvitations && (
        <Section title={t('settings.invite.waitingTitle')}>
          <WaitingInvitations />
        </Section>
      )}
      {mayLeave && (
        <Section title={t('settings.members.leaveTitle')}>
          <Leave />
        </Section>
      )}
    </>
  )
}
