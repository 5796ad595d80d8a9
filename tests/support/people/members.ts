import type { Invitation } from '../../../contracts/auth/invitations.ts'
import type { Member } from '../../../contracts/auth/workspaces.ts'
import type { Role } from '../../../contracts/roles.ts'
import type { Cloud } from '../../../local/cloud.ts'
import { makeAccount } from './accounts.ts'
import { type Colleague, logIn, newColleague } from './client.ts'

type Seat = { role: Role; dailyLimitPaise?: number }
type Someone = Pick<Colleague, 'account'>

export const invite = ({ call }: Colleague, email: string, seat: Seat = { role: 'editor' }) =>
  call<Invitation>('/v1/invitations', { body: { email, ...seat } })

export const membersOf = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<{ items: Member[] }>('/v1/members')).body.items

/** The role of every member, by their id. */
export const rolesOf = async (of: Pick<Colleague, 'call'>) =>
  Object.fromEntries((await membersOf(of)).map(({ id, role }) => [id, role]))

export const changeMember = ({ refused }: Colleague, { account }: Someone, seat: Seat) =>
  refused(`/v1/members/${account.id}/change`, { body: seat })

export const removeMember = ({ refused }: Colleague, { account }: Someone) =>
  refused(`/v1/members/${account.id}/remove`, { method: 'POST' })

export const leaveWorkspace = ({ refused }: Colleague) => refused('/v1/workspace/leave', { method: 'POST' })

/** People beside the owner that `newColleague` makes. */
export const peopleOf = (cloud: () => Cloud) => ({
  /** Somebody new, logged in, in the same workspace. */
  colleagueOf: ({ workspaceId }: Colleague, role: Role) => newColleague(cloud(), { role, workspaceId }),

  /** Somebody who is logged in and belongs nowhere. */
  async loner() {
    const account = await makeAccount(cloud().databaseUrl, 'Ravi')
    return { account, ...(await logIn(cloud().origin, account)) }
  },
})
