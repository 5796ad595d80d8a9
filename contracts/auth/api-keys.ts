import * as z from 'zod'
import { done, idOf, instant, nameText } from '../common.ts'
import { endpoint, tagged } from '../endpoint.ts'
import { keyRoles } from '../roles.ts'
import { workspaceTag } from './workspaces.ts'

const apiKey = z.object({
  id: idOf('key'),
  name: z.string(),
  role: z.enum(keyRoles),
  /** Enough of the key to know it again: `dhol_Ab12…`. */
  hint: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

/** Keys that may live in one workspace: more is a program that runs wild. */
export const mostApiKeys = 20

export const apiKeyEndpoints = tagged(workspaceTag, {
  createApiKey: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/api-keys',
    auth: 'member',
    stepUp: true,
    summary: 'Makes a key for a program. The key is shown this once.',
    audits: ['api_key.made', 'user.key_made'],
    body: z.strictObject({ name: nameText(), role: z.enum(keyRoles) }),
    status: 201,
    response: apiKey.extend({ key: z.string() }),
    errors: ['too_many'],
  }),
  listApiKeys: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/api-keys',
    auth: 'member',
    summary: 'Lists the keys of the workspace, newest first.',
    status: 200,
    response: z.object({ items: z.array(apiKey) }),
  }),
  revokeApiKey: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/api-keys/{id}/revoke',
    auth: 'member',
    summary: 'Ends a key, at once.',
    audits: ['api_key.revoked'],
    params: z.strictObject({ id: idOf('key') }),
    status: 200,
    response: done,
  }),
})
