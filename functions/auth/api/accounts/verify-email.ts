import type { authEndpoints } from '../../../../contracts/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import { isDuplicate, type Tx } from '../../../platform/data/db.ts'
import { InvalidInput, Unauthorized } from '../../../platform/errors.ts'
import type { RequestInfo } from '../../../platform/http/actor.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { dropLinks, findPasswordOfLink, type SpentLink, spendLink } from '../../accounts/links.sql.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { findUser, insertUser, setEmail } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { emailTaken, linkInvalid } from '../../refusals.ts'
import { insertWorkspace } from '../../workspaces/workspaces.sql.ts'

export const verifyEmail: Handle<typeof authEndpoints.verifyEmail, AuthContext> = async (
  { body, request },
  { db, clock, newId },
) => {
  const now = new Date(clock())
  const hash = hashSecret(body.token)
  await requirePassword(await findPasswordOfLink(db, hash, now), body.password)
  // Of an account that is made: row-level security asks for the workspace before there is a link that says so.
  const workspaceId = newId('wsp')
  const verify = db.of({ workspaceId }).transaction(async (tx) => {
    const link = await spendLink(tx, hash, ['register', 'change_email'], now)
    if (link?.kind === 'register')
      await makeAccount(tx, link, { userId: newId('usr'), workspaceId, request, now })
    else if (link?.kind === 'change_email') await moveAccount(tx, link, { request, now })
    else throw linkInvalid()
    return { email: link.email }
  })
  return verify.catch((error: unknown) => {
    throw isDuplicate(error) ? emailTaken() : error
  })
}

/**
 * An account is made by who asked for it. A stranger may have asked in the name of whoever reads the mail: they do not
 * know the password, and make none by opening the link.
 */
async function requirePassword(passwordHash: string | undefined, password: string | undefined) {
  if (passwordHash === undefined) return
  if (password === undefined) {
    const fields = [{ path: 'password', message: 'Enter the password that you chose' }]
    throw new InvalidInput('Enter the password that you chose.', { fields })
  }
  if (await checkPassword(password, passwordHash)) return
  throw new Unauthorized(
    'That is not the password that you chose. If you forgot it, ask for an account again.',
    {
      code: 'wrong_password',
    },
  )
}

type LinkOf<K extends SpentLink['kind']> = Extract<SpentLink, { kind: K }>
type Made = { userId: string; workspaceId: string; request: RequestInfo; now: Date }

async function makeAccount(tx: Tx, link: LinkOf<'register'>, { userId, workspaceId, request, now }: Made) {
  const user = { id: userId, name: link.name, email: link.email }
  if (!(await insertUser(tx, user, link.passwordHash, now))) throw emailTaken()
  await insertWorkspace(tx, workspaceId, link.workspaceName, userId, now)
  const change = {
    action: 'workspace.made' as const,
    subject: workspaceId,
    after: { name: link.workspaceName },
  }
  await record(tx, { ...byPerson(user, request), workspaceId }, change, now)
}

type Moved = Pick<Made, 'request' | 'now'>

async function moveAccount(tx: Tx, { userId, email }: LinkOf<'change_email'>, { request, now }: Moved) {
  const before = await setEmail(tx, userId, email)
  const user = await findUser(tx, userId)
  if (!before || !user) throw emailTaken()
  await dropLinks(tx, { id: userId, email: before }, now)
  const change = {
    action: 'user.email_changed' as const,
    subject: userId,
    before: { email: before },
    after: { email },
  }
  await record(tx, byPerson(user, request), change, now)
}
