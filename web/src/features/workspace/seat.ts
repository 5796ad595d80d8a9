import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import type { Role } from '../../../../contracts/roles.ts'
import { paiseOf } from './rupees.ts'

/** A role as a form holds it: the limit in rupees, as typed. */
export type SeatValues = { role: Role; limit: string }

const schema = workspaceEndpoints.changeMember.body

/** Paise a day: no approver has more. */
export const highestLimitPaise = schema.shape.dailyLimitPaise.unwrap().maxValue ?? 0

/** As the API takes it. A limit that is no amount is left out, which the contract then finds missing. */
export const seatOf = ({ role, limit }: SeatValues) => {
  const paise = paiseOf(limit)
  return role === 'approver' && paise !== null ? { role, dailyLimitPaise: paise } : { role }
}

export const isSeat = (values: SeatValues) => schema.safeParse(seatOf(values)).success
