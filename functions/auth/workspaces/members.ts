import { mayCall } from '../../../contracts/access.ts'
import type { Role } from '../../../contracts/roles.ts'
import { Conflict, Forbidden, NotFound } from '../../platform/errors.ts'
import type { StandingMember } from './members.sql.ts'
import type { Seat } from './workspaces.sql.ts'

/**
 * The member that another of them wants to change or remove. What that one may is read from the same rows: the way in
 * may have seen an earlier role.
 * @throws NotFound for nobody, Forbidden when only an owner may, Conflict when the workspace would lose its last owner
 */
export function memberToChange(
  members: StandingMember[],
  id: string,
  actorId: string,
  next: Seat | undefined,
): StandingMember {
  const member = members.find((each) => each.id === id)
  if (!member) throw new NotFound('There is no such member in this workspace.')
  checkOwnership(members, actorId, [member.role, next?.role])
  checkLastOwner(members, member, next)
  return member
}

/** Only an owner makes, changes and removes owners. @throws Forbidden */
export function checkOwnership(members: StandingMember[], actorId: string, touched: (Role | undefined)[]) {
  const actor = members.find(({ id }) => id === actorId)
  if (actor?.role !== 'owner' && touched.includes('owner')) {
    throw new Forbidden('role_forbidden', 'Only an owner can do this to an owner. Ask one of them.')
  }
}

/** @throws Conflict when nobody would own the workspace any more */
function checkLastOwner(members: StandingMember[], leaving: StandingMember, next: Seat | undefined) {
  if (leaving.role !== 'owner' || next?.role === 'owner') return
  if (members.filter(({ role }) => role === 'owner').length > 1) return
  throw new Conflict('last_owner', 'A workspace needs an owner. Make somebody else an owner first.')
}

/** Whether one role may invite somebody as another. */
export const mayInvite = (inviter: Role, as: Role): boolean =>
  mayCall(inviter, 'inviteMember') && (as !== 'owner' || inviter === 'owner')
