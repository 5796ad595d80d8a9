import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Role, roles } from '../../../contracts/roles.ts'
import type { StandingMember } from '../../../functions/auth/workspaces/members.sql.ts'
import { memberToChange } from '../../../functions/auth/workspaces/members.ts'
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
const owner = { role: 'owner' } as const
const admin = { role: 'admin' } as const

const attempt = (of: StandingMember[], id: string, actor: { role: Role }, next?: Role) => () =>
  memberToChange(of, id, actor, next && { role: next })

test('the one who is to be changed is given as they are', () => {
  expect(attempt([asha, arjun], 'arjun', admin, 'viewer')()).toBe(arjun)
  expect(attempt([asha, arjun], 'arjun', owner)()).toBe(arjun)
})

test('who is not there is not found, before anything is said of ranks', () => {
  expect(attempt([asha], 'somebody', { role: 'viewer' }, 'owner')).toThrow(NotFound)
})

test('an admin touches no owner and makes none', () => {
  const all = [asha, ravi, meera, arjun]
  expect(attempt(all, 'asha', admin)).toThrow(Forbidden)
  expect(attempt(all, 'asha', admin, 'viewer')).toThrow(Forbidden)
  expect(attempt(all, 'asha', admin, 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'arjun', admin, 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'meera', admin, 'owner')).toThrow(Forbidden)
  expect(attempt(all, 'meera', admin, 'editor')).not.toThrow()
})

test('the last owner stays one', () => {
  expect(attempt([asha, meera], 'asha', owner)).toThrow(Conflict)
  expect(attempt([asha, meera], 'asha', owner, 'admin')).toThrow(Conflict)
  expect(attempt([asha, meera], 'asha', owner, 'owner')).not.toThrow()
  expect(attempt([asha, ravi], 'asha', owner)).not.toThrow()
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
          memberToChange(members, target.id, actor, next && { role: next })
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
