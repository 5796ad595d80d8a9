import { type realtimeEndpoints, ticketSeconds } from '../../../contracts/realtime.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { ApiContext } from '../api-context.ts'
import { issueTicket } from '../tickets.ts'

export const createTicket: Handle<typeof realtimeEndpoints.createTicket, ApiContext> = async (
  { actor },
  { env, clock },
) => ({
  url: env.REALTIME_URL,
  ticket: await issueTicket(env.REALTIME_TABLE, actor, clock()),
  expiresIn: ticketSeconds,
})
