import { Conflict, Forbidden, NotFound } from '../../platform/errors.ts'
import type { StandingMember } from './members.sql.ts'
import type { Seat } from './workspaces.sql.ts'

/**
 * The member that somebody wants to change or remove.
 * @throws NotFound for nobody, Forbidden when only an owner may, Conflict when the workspace would lose its last owner
 */
export function memberToChange(
  members: StandingMember[],
  id: string,
  actor: { role: Seat['role'] },
  next: Seat | undefined,
): StandingMember {
  const member = members.find((each) => each.id === id)
  if (!member) throw new NotFound('There is no such member in this workspace.')
  checkOwnership(actor, [member.role, next?.role])
  checkLastOwner(members, member, next)
  return member
}

/** Only an owner makes, changes and removes owners. @throws Forbidden */
export function checkOwnership(actor: { role: Seat['role'] }, touched: (Seat['role'] | undefined)[]) {
  if (actor.role !== 'owner' && touched.includes('owner')) {
    throw new Forbidden('role_forbidden', 'Only an owner can do this to an owner. Ask one of them.')
  }
}

/** @throws Conflict when nobody would own the workspace any more */
function checkLastOwner(members: StandingMember[], leaving: StandingMember, next: Seat | undefined) {
  if (leaving.role !== 'owner' || next?.role === 'owner') return
  if (members.filter(({ role }) => role === 'owner').length > 1) return
  throw new Conflict('last_owner', 'A workspace needs an owner. Make somebody else an owner first.')
}
