import { auditEndpoints } from './audit.ts'
import { accountEndpoints } from './auth/account.ts'
import { accountDeletionEndpoints } from './auth/account-deletion.ts'
import { apiKeyEndpoints } from './auth/api-keys.ts'
import { authEndpoints } from './auth/auth.ts'
import { invitationEndpoints } from './auth/invitations.ts'
import { reviewEndpoints } from './auth/review.ts'
import { signingKeyEndpoints } from './auth/signing-keys.ts'
import { workspaceEndpoints } from './auth/workspaces.ts'
import { brandEndpoints } from './brands.ts'
import { creativeEndpoints } from './creative.ts'
import { deletionEndpoints } from './deletions.ts'
import type { EndpointDefinition } from './endpoint.ts'
import { realtimeEndpoints } from './realtime.ts'
import { systemEndpoints } from './system.ts'

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
