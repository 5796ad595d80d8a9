import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { needsSecondFactor } from '../../../../contracts/roles.ts'
import { Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findReviewSince, findUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { findSecondFactor } from '../../second-factor/second-factors.sql.ts'
import { listMemberships } from '../../workspaces/workspaces.sql.ts'

export const getMe: Handle<typeof accountEndpoints.getMe, AuthContext> = async ({ actor }, { db }) => {
  const [user, workspaces, factor, reviewSince] = await Promise.all([
    findUser(db, actor.id),
    listMemberships(db, actor.id),
    findSecondFactor(db, actor.id),
    findReviewSince(db, actor.id),
  ])
  if (!user) throw new Unauthorized('This account is gone. Log in with another.')
  return {
    user,
    workspace: workspaces.find(({ id }) => id === actor.workspaceId) ?? null,
    workspaces,
    hasReview: reviewSince !== null,
    secondFactor: {
      on: factor?.isOn ?? false,
      required: workspaces.some(needsSecondFactor),
      recoveryCodesLeft: factor?.isOn ? factor.codesLeft : 0,
    },
  }
}
