import type { Role, Tier } from '../../../contracts/roles.ts'

/** Somebody who is logged in, about themselves. */
export type Person = {
  kind: 'person'
  id: string
  name: string
  sessionId: string
  workspaceId: string | undefined
}

/** A person or a program with an API key, in a role in a workspace. */
export type Member = {
  kind: 'person' | 'key'
  id: string
  name: string
  /** The session or key that it came with: what ends when that is revoked. */
  credential: string
  workspaceId: string
  role: Role
  tier: Tier
}

/**
 * A person as their token names them. An endpoint that only reads knows no more of its caller: it runs beside the check
 * of the session and the role, and its answer is thrown away when that fails.
 */
export type Reader = { id: string; sessionId: string; workspaceId: string | undefined }

/** Where a request came from, for the audit and for whoever wants to know it again. */
export type RequestInfo = { id: string; address: string; userAgent: string; cookies: string[] }
