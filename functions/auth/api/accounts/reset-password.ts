import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findOwnerOfReset, spendLink } from '../../accounts/links.sql.ts'
import { hashNewPassword } from '../../accounts/new-password.ts'
import { followNewPassword, replacePassword } from '../../accounts/replace-password.ts'
import { holdUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { linkInvalid } from '../../refusals.ts'

export const resetPassword: Handle<typeof authEndpoints.resetPassword, AuthContext> = async (
  input,
  context,
) => {
  const { body, request } = input
  const { db, clock } = context
  const now = new Date(clock())
  const hash = hashSecret(body.token)
  const user = await findOwnerOfReset(db, hash, now)
  if (!user) throw linkInvalid()
  const passwordHash = await hashNewPassword(body.password, user)
  const ended = await db.of({ userId: user.id }).transaction(async (tx) => {
    await holdUser(tx, user.id)
    if (!(await spendLink(tx, hash, ['reset'], now))) throw linkInvalid()
    return replacePassword(tx, user, passwordHash, { request, now })
  })
  await followNewPassword(user, ended, input, context)
  return { email: user.email }
}
