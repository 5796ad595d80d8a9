import type { Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'
import { limitMails } from '../mail/limit-mails.ts'
import { linkLifeMs } from './link-life.ts'
import { insertLink, type NewLink } from './links.sql.ts'

type Wanted = NewLink extends infer L
  ? L extends NewLink
    ? Omit<L, 'id' | 'createdAt' | 'expiresAt'>
    : never
  : never

type Asked = Extract<Wanted, { kind: 'register' | 'reset' | 'change_email' }>

/**
 * Has a mail with a link sent. The mail itself is made later, so that the time taken tells nothing of the account.
 * @throws LimitExceeded for somebody who had many mails sent
 */
export async function requestLink(wanted: Asked, { address }: RequestInfo, context: AuthContext) {
  const { kind, email } = wanted
  const personId = kind === 'change_email' ? wanted.userId : undefined
  if (!(await limitMails({ kind, email, address, personId }, context))) return
  const linkId = await context.db.transaction((tx) => makeLink(tx, wanted, context))
  await context.publish('link.requested', { linkId })
}

/** Gives the id of a link that waits for its mail. */
export async function makeLink(
  tx: Tx,
  wanted: Wanted,
  { clock, newId }: Pick<AuthContext, 'clock' | 'newId'>,
) {
  const id = newId('lnk')
  const expiresAt = new Date(clock() + linkLifeMs[wanted.kind])
  await insertLink(tx, { ...wanted, id, createdAt: new Date(clock()), expiresAt })
  return id
}

/** Has the mails sent that tell of what was done. It is done: a mail that gets lost fails nobody. */
export async function mailLinks(linkIds: string[], { publish }: Pick<AuthContext, 'publish'>) {
  const mails = linkIds.map((linkId) => publish('link.requested', { linkId }))
  await Promise.all(mails).catch((error: unknown) => log.error('a link is lost', asError(error)))
}
