import { type EventDetail, type EventName, events } from '../../../contracts/events.ts'
import { once } from '../once.ts'

const client = once(async () => {
  const { EventBridge } = await import('@aws-sdk/client-eventbridge')
  return new EventBridge()
})

export type Publish = <N extends EventName>(name: N, detail: EventDetail<N>) => Promise<void>

/** Puts domain events of one service on the bus. @throws Error when the bus does not take it */
export const publishTo =
  (busName: string, service: string): Publish =>
  async (name, detail) => {
    const { FailedEntryCount, Entries } = await (await client()).putEvents({
      Entries: [
        {
          EventBusName: busName,
          Source: service,
          DetailType: name,
          Detail: JSON.stringify(events[name].parse(detail)),
        },
      ],
    })
    if (FailedEntryCount) throw new Error(`The bus refused ${name}: ${Entries?.[0]?.ErrorCode}`)
  }
