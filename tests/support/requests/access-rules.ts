import { rolesOf } from '../../../contracts/access.ts'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import type { ErrorCode } from '../../../contracts/errors.ts'
import type { EndpointName } from '../../../contracts/index.ts'
import { roles } from '../../../contracts/roles.ts'
import type { CallerKind } from './endpoint-callers.ts'

export type Outcome = 'success' | ErrorCode

/** Where an endpoint's own rule decides, behind or instead of the way in. */
const ownRules: Partial<Record<EndpointName, Partial<Record<CallerKind, Outcome>>>> = {
  // Whoever has no session any more is logged out as well.
  logOut: {
    'signed-out': 'success',
    'editor key': 'success',
    'viewer key': 'success',
    'revoked key': 'success',
    anonymous: 'success',
  },
  // The workspace that the body names is not theirs (any more).
  refreshSession: { outsider: 'not_found', leaver: 'not_found' },
  // Nor is the brand in the body.
  createGeneration: { outsider: 'not_found' },
  // The link was sent to somebody else.
  acceptInvitation: { outsider: 'invitation_for_other' },
  // It was asked for in the session of somebody else.
  confirmEmail: { outsider: 'link_elsewhere' },
  // A key is no member, although its role may leave; the outsider would leave their own workspace without an owner.
  leaveWorkspace: {
    'editor key': 'role_forbidden',
    'viewer key': 'role_forbidden',
    outsider: 'last_owner',
  },
}

const unknown: CallerKind[] = ['signed-out', 'revoked key', 'anonymous']

const isKey = (kind: CallerKind) => kind === 'editor key' || kind === 'viewer key'

const roleOf = (kind: CallerKind) =>
  kind === 'outsider' ? 'owner' : roles.find((role) => role === kind.replace(/ key$/, ''))

/** What the contracts promise a caller who asks for what the endpoint's sample asks for. */
export function outcomeOf(name: EndpointName, endpoint: EndpointDefinition, kind: CallerKind): Outcome {
  const own = ownRules[name]?.[kind]
  if (own) return own
  const { auth, params } = endpoint
  if (auth === 'public') return 'success'
  if (unknown.includes(kind) || (auth === 'cookie' && isKey(kind))) return 'unauthorized'
  if (auth === 'person' && isKey(kind)) return 'role_forbidden'
  if (auth === 'member') {
    const role = roleOf(kind)
    if (!role) return 'no_workspace'
    if (!rolesOf(name)?.includes(role)) return 'role_forbidden'
  }
  return kind === 'outsider' && params ? 'not_found' : 'success'
}
