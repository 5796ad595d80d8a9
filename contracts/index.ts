import { authEndpoints } from './auth.ts'
import { creativeEndpoints } from './creative.ts'
import type { EndpointDefinition } from './endpoint.ts'
import { realtimeEndpoints } from './realtime.ts'
import { systemEndpoints } from './system.ts'

/** Every endpoint of Dhol by its name. */
export const endpoints: Record<string, EndpointDefinition> = {
  ...systemEndpoints,
  ...authEndpoints,
  ...creativeEndpoints,
  ...realtimeEndpoints,
}
