import type { EventDetail, EventNameOf, Publisher } from '../../contracts/events.ts'

type Publish<S extends Publisher> = <N extends EventNameOf<S>>(
  name: N,
  detail: EventDetail<N>,
) => Promise<void>

/** Puts a service's domain events on the bus; its client is loaded with the first event. */
export const publishTo =
  <S extends Publisher>(busName: string, service: S): Publish<S> =>
  async (name, detail) => {
    const { putEvent } = await import('./aws/bus.ts')
    await putEvent(busName, service, name, detail)
  }
