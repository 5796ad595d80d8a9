import * as z from 'zod'
import { nameText } from '../../../contracts/common.ts'
import { email } from '../../../contracts/email.ts'
import { record } from '../../audit/index.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { byHand } from '../../platform/lambda.ts'
import { dropResets, insertLink, setLinkToken } from '../accounts/links.sql.ts'
import { noPassword } from '../accounts/passwords.ts'
import { insertUser, lockUserWith } from '../accounts/users.sql.ts'
import { type ByHandContext, byHandContext } from '../context.ts'
import { insertWorkspace } from '../workspaces/workspaces.sql.ts'

const input = z.strictObject({ email, name: nameText().optional() })

/** It is passed on by hand. */
const lifeMs = 24 * 60 * 60_000

type Answer = { url: string } | { refused: string }

/**
 * Makes an account and its workspace without a mail, and gives the link at which its owner chooses a password. Called
 * again before that is done, it gives another link in place of the first. An account with a password is left alone: who
 * may call this could take it over.
 */
async function firstOwner({ email, name }: z.infer<typeof input>, context: ByHandContext): Promise<Answer> {
  const { env, db, clock, newId, newSecret } = context
  const now = new Date(clock())
  const workspaceId = newId('wsp')
  const asked = { id: newId('usr'), name: name ?? email.replace(/@.*/, ''), email }
  const token = newSecret()
  const isOpen = await db.of({ workspaceId }).transaction(async (tx) => {
    const made = await insertUser(tx, asked, noPassword, now)
    const user = made ? asked : await lockUserWith(tx, email, noPassword)
    if (!user) return false
    if (made) {
      await insertWorkspace(tx, workspaceId, user.name, user.id, now)
      const change = { action: 'workspace.made' as const, subject: workspaceId, after: { name: user.name } }
      await record(tx, { ...byDhol, workspaceId }, change, now)
    }
    await dropResets(tx, email, now)
    const link = { id: newId('lnk'), email, createdAt: now, expiresAt: new Date(now.getTime() + lifeMs) }
    await insertLink(tx, { ...link, kind: 'reset' })
    await setLinkToken(tx, link.id, hashSecret(token), link.expiresAt)
    return true
  })
  if (!isOpen) return { refused: 'This address has an account already. Log in with its password.' }
  return { url: `${env.APP_ORIGIN}/reset#token=${token}` }
}

const byDhol = { kind: 'system', id: null, name: 'Dhol', requestId: null, address: null } as const

export const handler = byHand(input, firstOwner, byHandContext())
