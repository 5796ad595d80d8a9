import { mostReviewed, type reviewEndpoints } from '../../../../contracts/auth/review.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findReviewSince } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { listMade } from '../../workspaces/made.sql.ts'
import { listMemberships } from '../../workspaces/workspaces.sql.ts'

/** Each workspace is looked into as itself, so as many statements as the person has workspaces. */
export const getReview: Handle<typeof reviewEndpoints.getReview, AuthContext> = async ({ actor }, { db }) => {
  const since = await findReviewSince(db, actor.id)
  if (!since) return { workspaces: [] }
  const workspaces = await Promise.all(
    (await listMemberships(db, actor.id)).map(async ({ id, name }) => {
      const made = await listMade(db.of({ workspaceId: id }), id, actor.id, new Date(since))
      return { id, name, since, made }
    }),
  )
  return { workspaces: workspaces.filter(({ made }) => made.length > 0).slice(0, mostReviewed.workspaces) }
}
