import * as z from 'zod'
import { idOf } from './common.ts'
import { generationStatuses } from './creative.ts'

/** Domain events on the bus, by name. The name is EventBridge's `detail-type`, the service its `source`. */
export const events = {
  'generation.finished': z.object({
    workspaceId: idOf('wsp'),
    generationId: idOf('gen'),
    status: z.enum(generationStatuses),
  }),
}

export type EventName = keyof typeof events
export type EventDetail<N extends EventName> = z.infer<(typeof events)[N]>
