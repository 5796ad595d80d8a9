import { Conflict } from '../../platform/errors.ts'

/** Told only to who reads the mails of that address. */
export const emailTaken = () =>
  new Conflict('email_taken', 'This e-mail address has an account already. Log in instead.')
