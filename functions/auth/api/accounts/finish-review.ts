import type { reviewEndpoints } from '../../../../contracts/auth/review.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { setReviewSince } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'

export const finishReview: Handle<typeof reviewEndpoints.finishReview, AuthContext> = async (
  { actor },
  { db },
) => {
  await db.transaction((tx) => setReviewSince(tx, actor.id, null))
  return {}
}
