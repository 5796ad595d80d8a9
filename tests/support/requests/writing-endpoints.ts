import { rolesOf } from '../../../contracts/access.ts'
import { type EndpointDefinition, needsToken } from '../../../contracts/endpoint.ts'
import { type EndpointName, endpoints } from '../../../contracts/index.ts'
import type { Answer } from '../people/client.ts'
import type { Caller } from './endpoint-callers.ts'
import type { Sample } from './samples/sample.ts'

export type WritingEndpoint = { name: EndpointName; endpoint: EndpointDefinition }

/** Every endpoint by which a caller changes rows: of `createTicket` there is none. */
export const writingEndpoints: WritingEndpoint[] = Object.entries(endpoints)
  .map(([name, endpoint]) => ({ name: name as EndpointName, endpoint }))
  .filter(
    ({ name, endpoint }) => needsToken(endpoint) && endpoint.method !== 'GET' && name !== 'createTicket',
  )

/** What a new viewer may not do any more. */
export const isAboveViewer = ({ name }: WritingEndpoint) => rolesOf(name)?.includes('viewer') === false

export function send(
  { call }: Pick<Caller, 'call'>,
  { method, path }: EndpointDefinition,
  { params = {}, body, headers = {} }: Sample,
): Promise<Answer<{ error?: { code: string } }>> {
  const address = path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '')
  return call(address, { method, headers, ...(body && { body }) })
}
