import type { EventName } from '../../contracts/events.ts'
import { type Resources, workOf } from '../resources.ts'
import { allLike, type Grant } from './grant.ts'

/** A service publishes its own events and no other's: mails and closed sockets follow from some of them. */
const publish = ({ bus }: Resources, service: string, names: EventName[]): Grant => ({
  environment: { EVENT_BUS_NAME: bus.eventBusName },
  allow: [
    {
      actions: ['events:PutEvents'],
      resource: bus.eventBusArn,
      conditions: allLike({ 'events:source': [service], 'events:detail-type': names }),
    },
  ],
})

export const publishAccountEvents = (resources: Resources): Grant =>
  publish(resources, 'auth', ['link.requested', 'invitation.made', 'security.noticed', 'access.ended'])

export const publishGenerationEvents = (resources: Resources): Grant =>
  publish(resources, 'creative', ['generation.finished'])

export const keepFailedEvents = (resources: Resources): Grant => ({
  environment: {},
  allow: [{ actions: ['sqs:SendMessage'], resource: workOf(resources).deadLetters.queueArn }],
})
