import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Tx } from '../../../platform/data/db.ts'
import { Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { measure } from '../../../platform/metrics.ts'
import { findPasswordOfLink, spendLink } from '../../accounts/links.sql.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { insertUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { emailTaken, linkInvalid, orEmailTaken } from '../../refusals.ts'
import { insertWorkspace } from '../../workspaces/workspaces.sql.ts'

/**
 * An account is made by who asked for it. A stranger may have asked in the name of whoever reads the mail: they do not
 * know the password, and make none by opening the link.
 */
export const verifyEmail: Handle<typeof authEndpoints.verifyEmail, AuthContext> = async (
  { body, request },
  { db, clock, newId },
) => {
  const now = new Date(clock())
  const hash = hashSecret(body.token)
  await requirePassword(await findPasswordOfLink(db, hash, now), body.password)
  const userId = newId('usr')
  // Row-level security asks for the workspace before there is a link that says its name.
  const workspaceId = newId('wsp')
  const make = async (tx: Tx) => {
    const link = await spendLink(tx, hash, ['register'], now)
    if (!link) throw linkInvalid()
    const { name, email, workspaceName } = link
    if (!(await insertUser(tx, { id: userId, name, email }, link.passwordHash, now))) throw emailTaken()
    await insertWorkspace(tx, workspaceId, workspaceName, userId, now)
    const by = { ...byPerson({ id: userId, name }, request), workspaceId }
    const after = { name: workspaceName }
    await record(tx, by, { action: 'workspace.made', subject: workspaceId, after }, now)
    return { email }
  }
  const made = await db.of({ workspaceId }).transaction(make).catch(orEmailTaken)
  measure('sign_up', 1, { way: 'address' })
  return made
}

async function requirePassword(passwordHash: string | undefined, password: string) {
  if (passwordHash === undefined) throw linkInvalid()
  if (await checkPassword(password, passwordHash)) return
  throw new Unauthorized(
    'That is not the password that you chose. If you forgot it, ask for an account again.',
    { code: 'wrong_password' },
  )
}
