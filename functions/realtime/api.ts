import { realtimeEndpoints } from '../../contracts/realtime.ts'
import { readEnv } from '../platform/env.ts'
import { createApi, route } from '../platform/http.ts'
import { createTokenVerifier } from '../platform/tokens.ts'
import { createTicket } from './api/create-ticket.ts'
import { createContext } from './context.ts'
import { realtimeApiEnv } from './env.ts'

const routes = [route(realtimeEndpoints.createTicket, createTicket)]

export const handler = createApi(createContext(), routes, createTokenVerifier(readEnv(realtimeApiEnv)))
