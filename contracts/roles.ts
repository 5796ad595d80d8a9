import * as z from 'zod'

/** What somebody is in a workspace, from the most trusted down. A workspace always has an owner. */
export const roles = ['owner', 'admin', 'editor', 'approver', 'viewer'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Roles that are trusted with more than this one. */
export const rolesAbove = (than: Role): readonly Role[] => roles.slice(0, roles.indexOf(than))

/** Roles that run a workspace. */
export const managers = ['owner', 'admin'] as const satisfies Role[]

export const isManager = (role: Role): boolean => managers.some((each) => each === role)

/** What a program with an API key may be: nothing that lets people in or spends on its own word. */
export const keyRoles = ['editor', 'viewer'] as const satisfies Role[]

export const tiers = ['starter', 'growth', 'business'] as const
export type Tier = (typeof tiers)[number]

/** Whether somebody must have a second factor there: who runs a workspace of the business tier. */
export const needsSecondFactor = ({ role, tier }: { role: Role; tier: Tier }): boolean =>
  tier === 'business' && isManager(role)
