import { InvalidInput } from '../../platform/errors.ts'
import type { Owner } from './password-rules.ts'

/** @throws InvalidInput for a password that others would guess; the list is loaded only here */
export async function checkNewPassword(password: string, owner: Owner) {
  const { passwordProblem } = await import('./password-rules.ts')
  const problem = await passwordProblem(password, owner)
  if (problem) {
    throw new InvalidInput('Choose another password.', { fields: [{ path: 'password', ...problem }] })
  }
}
