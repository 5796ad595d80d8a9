import type { EventName } from './events.ts'

/** What runs by the clock. `handler` is a path below `functions/`, without its ending. */
export const schedules = [
  {
    name: 'sweep-generations',
    handler: 'creative/schedules/sweep-generations',
    every: 'rate(1 minute)',
  },
] as const

/** Who hears which event. */
export const subscriptions: { name: string; handler: string; event: EventName }[] = [
  {
    name: 'announce-finished-generation',
    handler: 'realtime/subscribers/announce-finished-generation',
    event: 'generation.finished',
  },
]
