import { accountEndpoints } from './account.ts'
import { accountDeletionEndpoints } from './account-deletion.ts'
import { apiKeyEndpoints } from './api-keys.ts'
import { auditEndpoints } from './audit.ts'
import { authEndpoints } from './auth.ts'
import { brandEndpoints } from './brands.ts'
import { creativeEndpoints } from './creative.ts'
import { deletionEndpoints } from './deletions.ts'
import type { EndpointDefinition } from './endpoint.ts'
import { invitationEndpoints } from './invitations.ts'
import { realtimeEndpoints } from './realtime.ts'
import { reviewEndpoints } from './review.ts'
import { signingKeyEndpoints } from './signing-keys.ts'
import { systemEndpoints } from './system.ts'
import { workspaceEndpoints } from './workspaces.ts'

const all = {
  ...authEndpoints,
  ...signingKeyEndpoints,
  ...accountEndpoints,
  ...reviewEndpoints,
  ...accountDeletionEndpoints,
  ...workspaceEndpoints,
  ...invitationEndpoints,
  ...apiKeyEndpoints,
  ...auditEndpoints,
  ...brandEndpoints,
  ...creativeEndpoints,
  ...deletionEndpoints,
  ...realtimeEndpoints,
  ...systemEndpoints,
}

export type EndpointName = keyof typeof all
/** Names of the endpoints that ask for a role. */
export type MemberEndpointName = {
  [N in EndpointName]: (typeof all)[N]['auth'] extends 'member' ? N : never
}[EndpointName]

/** Every endpoint of Dhol by its name. */
export const endpoints: Record<string, EndpointDefinition> = all
