import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Role, roles } from '../../../contracts/roles.ts'
import type { StandingMember } from '../../../functions/auth/workspaces/members.sql.ts'
import { mayInvite, memberToChange } from '../../../functions/auth/workspaces/members.ts'
import { Conflict, Forbidden, NotFound } from '../../../functions/platform/errors.ts'

const member = (id: string, role: Role): StandingMember => ({
  id,
  name: id,
  email: `${id}@example.in`,
  role,
  dailyLimitPaise: null,
})
const asha = member('asha', 'owner')
const ravi = member('ravi', 'owner')
const meera = member('meera', 'admin')
const arjun = member('arjun', 'editor')

const attempt = (of: StandingMember[], id: string, actor: string, next?: Role) => () =>
  memberToChange(of, id, actor, next && { role: next })

test('the one who is to be changed is given as they are', () => {
  expect(attempt([asha, meera, arjun], 'arjun', 'meera', 'viewer')()).toBe(arjun)
  expect(attempt([asha, arjun], 'arjun', 'asha')()).toBe(arjun)
})

test('who is not there is not found, before anything is said of ranks', () => {
  expect(attempt([asha, arjun], 'somebody', 'arjun', 'owner')).toThrow(NotFound)
})

test('an admin touches no owner and makes none', () => {
  const all = [asha, ravi, meera, arjun]
  expect(attempt(all, 'asha', 'meera')).toThrow(Forbidden)
  expect(attempt(all, 'asha', 'meera', 'viewer')).toThrow(Forbidden)
  expect(attempt(all, 'asha', 'meera', 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'arjun', 'meera', 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'meera', 'meera', 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'meera', 'meera', 'editor')).not.toThrow()
})

test('who is a member no more makes nobody an owner', () => {
  expect(attempt([asha, arjun], 'arjun', 'ravi', 'owner')).toThrow(Forbidden)
})

test('who runs a workspace invites, and owners alone invite owners', () => {
  const invitable = (inviter: Role) => roles.filter((as) => mayInvite(inviter, as))
  expect(invitable('owner')).toEqual(roles)
  expect(invitable('admin')).toEqual(['admin', 'editor', 'approver', 'viewer'])
  for (const inviter of ['editor', 'approver', 'viewer'] as const) expect(invitable(inviter)).toEqual([])
})

test('the last owner stays one', () => {
  expect(attempt([asha, meera], 'asha', 'asha')).toThrow(Conflict)
  expect(attempt([asha, meera], 'asha', 'asha', 'admin')).toThrow(Conflict)
  expect(attempt([asha, meera], 'asha', 'asha', 'owner')).not.toThrow()
  expect(attempt([asha, ravi], 'asha', 'asha')).not.toThrow()
})

test('whatever is done in whatever generation, a workspace keeps an owner, and only owners change that', () => {
  const anyRole = fc.constantFrom(...roles)
  const deed = fc.record({ by: fc.nat(4), to: fc.nat(4), next: fc.option(anyRole, { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(anyRole, { minLength: 4, maxLength: 4 }), fc.array(deed), (others, deeds) => {
      let members = [asha, ...others.map((role, index) => member(String(index), role))]
      for (const { by, to, next } of deeds) {
        const [actor, target] = [members[by], members[to]]
        if (!actor || !target || !['owner', 'admin'].includes(actor.role)) continue
        const ownersBefore = members.filter(({ role }) => role === 'owner')
        try {
          memberToChange(members, target.id, actor.id, next && { role: next })
        } catch {
          continue
        }
        members = members.flatMap((each) => {
          if (each.id !== target.id) return [each]
          return next ? [{ ...each, role: next }] : []
        })
        const owners = members.filter(({ role }) => role === 'owner')
        expect(owners.length).toBeGreaterThan(0)
        if (actor.role !== 'owner') expect(owners).toEqual(ownersBefore)
      }
    }),
  )
})
