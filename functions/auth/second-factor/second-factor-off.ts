import { Conflict } from '../../platform/errors.ts'

export const secondFactorOff = () =>
  new Conflict('second_factor_off', 'No second factor is on. Set one up first.')
