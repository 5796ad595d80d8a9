import { type Limit, mailLimits } from '../../../contracts/limits.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { LimitExceeded } from '../../platform/errors.ts'
import { networkOf, rateLimitHeaders, type Taken } from '../../platform/limits/limiter.ts'
import { log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'

type Asked = {
  kind: 'register' | 'reset' | 'change_email' | 'invitation'
  /** To whom it goes. */
  email: string
  /** Who asks for it: from where, and who they are if that is known. */
  address: string
  personId?: string | undefined
  workspaceId?: string | undefined
}
type Bucket = [key: string, limit: Limit]

/** A new password is mailed to who has an account, and must not depend on what strangers ask for in the same network. */
const isToStranger = ({ kind }: Asked) => kind !== 'reset'

function bucketsOfAsker(asked: Asked): Bucket[] {
  const { kind, address, personId, workspaceId } = asked
  const buckets: Bucket[] = []
  if (personId) buckets.push([`mail/person/${personId}`, mailLimits.person])
  if (workspaceId) buckets.push([`mail/workspace/${workspaceId}`, mailLimits.workspace])
  if (isToStranger(asked)) buckets.push([`mail/${kind}/network/${networkOf(address)}`, mailLimits.network])
  return buckets
}

function bucketsOfMailbox({ kind, email, address }: Asked): Bucket[] {
  const mailbox = `mail/${kind}/to/${hashSecret(email)}`
  if (kind === 'invitation') return [[mailbox, mailLimits.invited]]
  return [
    [`${mailbox}/${networkOf(address)}`, mailLimits.mailboxFromNetwork],
    [mailbox, mailLimits.mailbox],
  ]
}

/**
 * Counts a mail that somebody asks for. False for an address that got many: whoever asks is not told, unless they invite.
 * The widest bucket comes last, so that who is refused takes nothing from everybody.
 * @throws LimitExceeded when they had many sent, or the whole stage has sent many to strangers
 */
export async function limitMails(asked: Asked, context: Pick<AuthContext, 'limiter' | 'clock'>) {
  const ofAsker = await firstEmpty(bucketsOfAsker(asked), context)
  if (ofAsker) throw tooMany(ofAsker)
  const ofMailbox = await firstEmpty(bucketsOfMailbox(asked), context)
  if (ofMailbox && asked.kind === 'invitation') throw tooMany(ofMailbox)
  if (ofMailbox) {
    log.warn('too many mails to one address')
    return false
  }
  if (!isToStranger(asked)) return true
  const ofStage = await firstEmpty([[`mail/${asked.kind}/stage`, mailLimits.stage]], context)
  if (!ofStage) return true
  log.error('too many mails to strangers', { kind: asked.kind })
  throw tooMany(ofStage)
}

/** Takes one from each bucket in turn, and gives what the first says that is empty. */
async function firstEmpty(
  buckets: Bucket[],
  { limiter, clock }: Pick<AuthContext, 'limiter' | 'clock'>,
): Promise<Taken | undefined> {
  for (const [key, limit] of buckets) {
    const taken = await limiter.take(key, limit, clock())
    if (!taken.allowed) return taken
  }
  return undefined
}

const tooMany = (taken: Taken) =>
  new LimitExceeded(
    'limit_exceeded',
    'That is as many mails as we send for now. Wait a while, then try again.',
    rateLimitHeaders(taken),
  )
