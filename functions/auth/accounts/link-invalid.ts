import { InvalidInput } from '../../platform/errors.ts'

export const linkInvalid = () =>
  new InvalidInput('This link was used before or is too old. Ask for a new one.', { code: 'link_invalid' })
