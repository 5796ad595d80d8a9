import { isDuplicate } from '../platform/data/db.ts'
import { Conflict, Forbidden, InvalidInput } from '../platform/errors.ts'
import { untilIn } from './mail/until.ts'

/** Told only to who reads the mails of that address. */
export const emailTaken = () =>
  new Conflict('email_taken', 'This e-mail address has an account already. Log in instead.')

/** For two accounts that take one address at the same moment. @throws what it was given, or that the address is taken */
export const orEmailTaken = (error: unknown): never => {
  throw isDuplicate(error) ? emailTaken() : error
}

export const linkInvalid = () =>
  new InvalidInput('This link was used before or is too old. Ask for a new one.', { code: 'link_invalid' })

export const linkElsewhere = () =>
  new Conflict(
    'link_elsewhere',
    'Open this link where you asked for it, on the device that is logged in there.',
  )

export const secondFactorOff = () =>
  new Conflict('second_factor_off', 'No second factor is on. Set one up first.')

/** Told only to who has the password. */
export const accountDeleted = (deletedAt: string) =>
  new Forbidden(
    'account_deleted',
    `This account was deleted. Press “Restore my account”: until ${untilIn('en-IN', deletedAt)} that brings it back.`,
    { deletedAt },
  )
