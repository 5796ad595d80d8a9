import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Tx } from '../../../platform/data/db.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { dropMoves, findTakeBack, spendLink } from '../../accounts/links.sql.ts'
import { hashNewPassword } from '../../accounts/new-password.ts'
import { followNewPassword, replacePassword } from '../../accounts/replace-password.ts'
import { holdUser, takeEmailBack } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { emailTaken, linkInvalid, orEmailTaken } from '../../refusals.ts'
import { deleteSecondFactor } from '../../second-factor/second-factors.sql.ts'

/**
 * Undoes the move of an account to another address, with what whoever moved it may hold: password, sessions, and a
 * second factor that was turned on since. One that was on before is still asked for.
 */
export const takeBackAccount: Handle<typeof authEndpoints.takeBackAccount, AuthContext> = async (
  input,
  context,
) => {
  const { body, request } = input
  const { db, clock } = context
  const now = new Date(clock())
  const hash = hashSecret(body.token)
  const found = await findTakeBack(db, hash, now)
  if (!found) throw linkInvalid()
  const { email, movedAt } = found
  const user = { ...found.user, email }
  const passwordHash = await hashNewPassword(body.password, user)
  const takeBack = async (tx: Tx) => {
    await holdUser(tx, user.id)
    if (!(await spendLink(tx, hash, ['take_back'], now))) throw linkInvalid()
    if (!(await takeEmailBack(tx, user.id, email))) throw emailTaken()
    await dropMoves(tx, user.id, now)
    const by = byPerson(user, request)
    const moved = { before: { email: found.user.email }, after: { email } }
    await record(tx, by, { action: 'user.email_changed', subject: user.id, ...moved }, now)
    if (await deleteSecondFactor(tx, user.id, new Date(movedAt))) {
      const why = 'It was turned on after the account had been moved to another address.'
      await record(tx, by, { action: 'second_factor.off', subject: user.id, why }, now)
    }
    return replacePassword(tx, user, passwordHash, { request, now })
  }
  const ended = await db.of({ userId: user.id }).transaction(takeBack).catch(orEmailTaken)
  await followNewPassword(user, ended, input, context)
  return { email }
}
