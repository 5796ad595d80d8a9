import { randomUUID } from 'node:crypto'
import type { Assembly, Principal, RuleTarget } from '../../assembly/model.ts'
import { accountId, arn, nameOf, region } from '../arn.ts'
import { AwsError } from '../errors.ts'
import { jsonService } from '../json-protocol.ts'
import type { Service } from '../types.ts'
import type { Deliver } from './deliver.ts'
import { matchesPattern } from './event-pattern.ts'

type Entry = {
  Source?: string
  DetailType?: string
  Detail?: string
  EventBusName?: string
  Time?: number
  Resources?: string[]
}

/** At most so many entries, and bytes in all: EventBridge's own limits for one PutEvents. */
const maxEntries = 10
const maxBytes = 1_048_576

/** EventBridge: events on the template's buses reach the targets of the rules that they fit. */
export const startEvents = (
  { buses, rules }: Pick<Assembly, 'buses' | 'rules'>,
  deliver: Deliver,
): Service => {
  const stopping = new AbortController()

  const publish = (busName: string, event: Record<string, unknown>) => {
    for (const rule of rules) {
      if (rule.busName !== busName || !matchesPattern(rule.pattern, event)) continue
      for (const target of rule.targets) {
        const payload = target.input ?? JSON.stringify(event)
        const ruleArn = arn('events', `rule/${busName}/${rule.name}`)
        const sender = senderOf(target, rule.name, ruleArn)
        void deliver({ target, sender, payload, origin: { RULE_ARN: ruleArn } }, stopping.signal)
      }
    }
  }

  const service = jsonService({
    version: '1.1',
    name: 'events',
    subjectsOf: ({ Entries }) =>
      entriesOf(Entries).map((entry) => ({
        resource: arn('events', `event-bus/${busNameOf(entry)}`),
        context: {
          ...(entry.Source && { 'events:source': entry.Source }),
          ...(entry.DetailType && { 'events:detail-type': entry.DetailType }),
        },
      })),
    operations: {
      PutEvents: ({ Entries }) => {
        const results = entriesOf(Entries).map((entry) => {
          const busName = busNameOf(entry)
          if (!buses.some(({ name }) => name === busName))
            throw new AwsError('ResourceNotFoundException', `Event bus ${busName} does not exist.`)
          const event = envelope(entry)
          if ('ErrorCode' in event) return event
          publish(busName, event)
          return { EventId: event.id }
        })
        const failed = results.filter((result) => 'ErrorCode' in result)
        return { FailedEntryCount: failed.length, Entries: results }
      },
    },
  })
  return {
    ...service,
    stop: async () => stopping.abort(),
  }
}

const busNameOf = ({ EventBusName = 'default' }: Entry) => nameOf(EventBusName)

/** @throws AwsError for more than one call may carry. */
const entriesOf = (entries: unknown): Entry[] => {
  if (
    Array.isArray(entries) &&
    entries.length >= 1 &&
    entries.length <= maxEntries &&
    JSON.stringify(entries).length <= maxBytes
  )
    return entries
  throw new AwsError(
    'ValidationException',
    `PutEvents takes 1 to ${maxEntries} entries of ${maxBytes} bytes in all`,
  )
}

/** A target without a role of its own lets the rule in by a policy of its own. */
const senderOf = ({ roleArn }: RuleTarget, ruleName: string, ruleArn: string): Principal =>
  roleArn === undefined
    ? { service: 'events.amazonaws.com', sourceArn: ruleArn }
    : { roleArn, session: ruleName }

/** Gives the event as targets see it, or what is wrong with the entry. */
const envelope = ({ Source, DetailType, Detail, Time, Resources = [] }: Entry) => {
  if (!Source || !DetailType || !Detail)
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are needed.' }
  const detail = parseObject(Detail)
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: accountId,
    // To the second, as EventBridge tells it.
    time: (Time ? new Date(Time * 1000) : new Date()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region,
    resources: Resources,
    detail,
  }
}

const parseObject = (text: string): object | undefined => {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
