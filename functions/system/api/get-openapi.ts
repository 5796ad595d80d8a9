import type { systemEndpoints } from '../../../contracts/system.ts'
import type { Handle } from '../../platform/http/api.ts'
import { once } from '../../platform/once.ts'
import type { SystemContext } from '../context.ts'
import { openapi } from '../openapi.ts'

const description = once(async () => openapi())

export const getOpenapi: Handle<typeof systemEndpoints.getOpenapi, SystemContext> = () => description()
