import { systemEndpoints } from '../../contracts/system.ts'
import { createApi, route } from '../platform/http.ts'
import { getHealth } from './api/get-health.ts'
import { getOpenapi } from './api/get-openapi.ts'
import { createContext } from './context.ts'

export const handler = createApi(createContext(), [
  route(systemEndpoints.getHealth, getHealth),
  route(systemEndpoints.getOpenapi, getOpenapi),
])
