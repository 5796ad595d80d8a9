import { InvalidInput } from '../../platform/errors.ts'
import type { Owner } from './password-rules.ts'
import { hashPassword } from './passwords.ts'

/** @throws InvalidInput for a password that others would guess; the list is loaded only here */
export async function checkNewPassword(password: string, owner: Owner) {
  const { passwordProblem } = await import('./password-rules.ts')
  const problem = await passwordProblem(password, owner)
  if (problem) {
    throw new InvalidInput('Choose another password.', { fields: [{ path: 'password', ...problem }] })
  }
}

/** What is kept of a new password. @throws InvalidInput as `checkNewPassword` does */
export async function hashNewPassword(password: string, owner: Owner): Promise<string> {
  await checkNewPassword(password, owner)
  return hashPassword(password)
}
