import type { EndpointName } from '../../../contracts/index.ts'
import { authSamples } from './samples/auth.ts'
import { creativeSamples } from './samples/creative.ts'
import { nothing, type SampleOf } from './samples/sample.ts'
import { workspaceSamples } from './samples/workspaces.ts'

/**
 * A request for each endpoint that succeeds for whoever may make it, about something in the workspace of the scene
 * (or the caller's own, where an endpoint is about the caller). An outsider gets one about what is not theirs.
 */
export const samples: Record<EndpointName, SampleOf> = {
  getHealth: nothing,
  getOpenapi: nothing,
  ...authSamples,
  ...workspaceSamples,
  listOwnActivity: nothing,
  listAuditEntries: ({ owner }) => ({ query: { actorId: owner.id } }),
  exportAuditEntries: nothing,
  ...creativeSamples,
  createTicket: nothing,
}
