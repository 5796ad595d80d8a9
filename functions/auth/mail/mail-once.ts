import { asError, log } from '../../platform/log.ts'
import type { MailerContext } from '../context.ts'
import { claimMail, giveMailBack, noteMailSent } from './claims.sql.ts'

/**
 * A claim ends after so long. By then whoever made it is gone: no subscriber runs for longer. Lambda calls one that died
 * again after a minute, and it may claim the mail anew.
 */
export const claimMs = 45_000

/**
 * What hears an event and sends a mail: it sends one, though the event comes twice, at the same moment too. `idOf` names
 * what has the mail sent. `send` gives false for a mail that could not be sent: that one, and one whose sending fails, may
 * be tried again. A mail comes twice only when we die between its sending and the note of it.
 */
export const mailOnce =
  <D>(
    idOf: (detail: D, eventId: string) => string,
    send: (detail: D, context: MailerContext) => Promise<boolean>,
  ) =>
  async (detail: D, context: MailerContext, eventId: string): Promise<void> => {
    const { db, clock } = context
    const id = idOf(detail, eventId)
    const now = clock()
    if (!(await claimMail(db, id, { now: new Date(now), lapsed: new Date(now - claimMs) }))) {
      log.info('another copy of this event has the mail')
      return
    }
    let isSent = false
    try {
      isSent = await send(detail, context)
    } finally {
      const settled = isSent ? noteMailSent(db, id, new Date(clock())) : giveMailBack(db, id)
      await settled.catch((error: unknown) => log.warn('a claim of a mail was left', asError(error)))
    }
  }
