import { Conflict, InvalidInput } from '../platform/errors.ts'

/** Told only to who reads the mails of that address. */
export const emailTaken = () =>
  new Conflict('email_taken', 'This e-mail address has an account already. Log in instead.')

export const linkInvalid = () =>
  new InvalidInput('This link was used before or is too old. Ask for a new one.', { code: 'link_invalid' })

export const secondFactorOff = () =>
  new Conflict('second_factor_off', 'No second factor is on. Set one up first.')
