import type { EventDetail, EventName } from '../../contracts/events.ts'

export type Publish = <N extends EventName>(name: N, detail: EventDetail<N>) => Promise<void>

/** Puts a service's domain events on the bus; its client is loaded with the first event. */
export const publishTo =
  (busName: string, service: string): Publish =>
  async (name, detail) => {
    const { putEvent } = await import('./aws/bus.ts')
    await putEvent(busName, service, name, detail)
  }
