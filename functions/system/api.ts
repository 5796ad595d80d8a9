import { systemEndpoints } from '../../contracts/system.ts'
import { createApi } from '../platform/http/api.ts'
import { checkEdge } from '../platform/http/edge.ts'
import { createRequestLimits } from '../platform/limits/request-limits.ts'
import { getHealth } from './api/get-health.ts'
import { getOpenapi } from './api/get-openapi.ts'
import { createContext } from './context.ts'

const context = createContext()
const limits = createRequestLimits(context.env.LIMITS_TABLE, context.clock)

/** All of it is public, so the address is all that there is to check. */
export const handler = createApi(
  context,
  systemEndpoints,
  { getHealth, getOpenapi },
  (_name, _endpoint, event) => {
    checkEdge(context.env.EDGE_MARKS, event)
    return { entrance: limits.ofAddress(event).then((headers) => ({ headers })) }
  },
)
