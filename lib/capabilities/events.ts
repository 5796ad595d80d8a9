import { eventsOf } from '../../contracts/events.ts'
import { deadLettersArn } from '../names.ts'
import { allLike, type Capability } from './grant.ts'

const namesOf = (service: string): string[] => {
  const found = Object.entries(eventsOf).find(([publisher]) => publisher === service)
  if (!found) throw new Error(`contracts/events.ts has no event of ${service}, so it publishes none`)
  return Object.keys(found[1])
}

/** A service publishes its own events and no other's: mails and closed sockets follow from some of them. */
export const publishEvents: Capability = ({ bus }, service) => ({
  environment: { EVENT_BUS_NAME: bus.eventBusName },
  allow: [
    {
      actions: ['events:PutEvents'],
      resource: bus.eventBusArn,
      conditions: allLike({ 'events:source': [service], 'events:detail-type': namesOf(service) }),
    },
  ],
})

export const keepFailedEvents: Capability = ({ stage }) => ({
  environment: {},
  allow: [{ actions: ['sqs:SendMessage'], resource: deadLettersArn(stage) }],
})
