import type { systemEndpoints } from '../../../contracts/system.ts'
import type { Handle } from '../../platform/http.ts'
import type { SystemContext } from '../context.ts'
import { openapi } from '../openapi.ts'

export const getOpenapi: Handle<typeof systemEndpoints.getOpenapi, SystemContext> = async () => openapi()
