import { realtimeEndpoints } from '../../contracts/realtime.ts'
import { createApi } from '../platform/http/api.ts'
import { createGate } from '../platform/http/gate.ts'
import { createTicket } from './api/create-ticket.ts'
import { apiContext } from './api-context.ts'

const context = apiContext()
const gate = createGate(context.env, context.db, context.clock)

export const handler = createApi(context, realtimeEndpoints, { createTicket }, gate)
