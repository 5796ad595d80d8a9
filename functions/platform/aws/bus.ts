import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { type EventDetail, type EventName, events } from '../../../contracts/events.ts'

const eventBridge = new EventBridgeClient()

/** Puts one domain event on the bus. @throws Error when the bus does not take it */
export async function putEvent<N extends EventName>(
  busName: string,
  source: string,
  name: N,
  detail: EventDetail<N>,
) {
  const entry = {
    EventBusName: busName,
    Source: source,
    DetailType: name,
    Detail: JSON.stringify(events[name].parse(detail)),
  }
  const { FailedEntryCount, Entries } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }))
  if (FailedEntryCount) throw new Error(`The bus refused ${name}: ${Entries?.[0]?.ErrorCode}`)
}
