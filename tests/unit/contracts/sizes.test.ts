import { expect, test } from 'vitest'
import * as z from 'zod'
import { mostApiKeys } from '../../../contracts/auth/api-keys.ts'
import { invitationDays } from '../../../contracts/auth/invitations.ts'
import { mostReviewed } from '../../../contracts/auth/review.ts'
import { mostMembers } from '../../../contracts/auth/workspaces.ts'
import { longestName } from '../../../contracts/common.ts'
import { maxPictures } from '../../../contracts/creative.ts'
import { type EventName, events, eventsOf } from '../../../contracts/events.ts'
import { endpoints } from '../../../contracts/index.ts'
import { maxMessageBytes, news } from '../../../contracts/realtime.ts'
import { longestWritten } from '../../../functions/creative/prompts.ts'
import { maxPageBytes } from '../../../functions/platform/data/keyset.ts'
import { longest } from '../../support/longest.ts'

/** UTF-16 units of what a body of 256 KiB may hold in a three-byte script. */
const wholeBody = (256 * 1024) / 3
const invitationsADay = 50

/** What people and models write, as long as what takes it in allows; and how many there may be of what is not paged. */
const sizes = {
  ...{ name: longestName, workspaceName: longestName, createdBy: longestName, invitedBy: longestName },
  email: 254,
  brief: 4000,
  ...longestWritten,
  ...{ before: wholeBody, after: wholeBody },
  /** What we write ourselves: addresses, names of models, sentences. */
  otherwise: 1000,
  'pictures[]': maxPictures,
  'recoveryCodes[]': 10,
  'keys[]': 3,
  /** Of an audit, a page has one at least, and as many as fit. */
  'items[]': 1,
  /** Five invitations a day to one address, for three years. */
  'workspaces[]': 5 * 365 * 3,
}

/** Lists that come whole. Sessions and deleted workspaces have a limit in SQL; invitations in how many are sent before they expire. */
const unpaged: Record<string, number> = {
  listSessions: 100,
  listMembers: mostMembers + invitationsADay * (invitationDays + 1),
  listInvitations: invitationsADay * (invitationDays + 1),
  listApiKeys: mostApiKeys,
  listDeletedWorkspaces: 100,
}

/** Where an answer has an end of its own. */
const ends: Record<string, Record<string, number>> = {
  getReview: { 'workspaces[]': mostReviewed.workspaces, 'made[]': mostReviewed.made },
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const shapeOf = (name: string) => {
  const response = endpoints[name]?.response
  return response instanceof z.ZodObject ? response.shape : {}
}
const answers = Object.keys(endpoints).filter((name) => !endpoints[name]?.file)

test.each(answers.filter((name) => shapeOf(name).items))('the list of %s is paged, or has an end', (name) => {
  expect('nextCursor' in shapeOf(name)).toBe(!(name in unpaged))
})

test.each(answers)('%s answers no longer than Lambda may, with the longest Hindi in it', (name) => {
  const { response } = endpoints[name] ?? {}
  const value = response && longest(response, { ...sizes, 'items[]': unpaged[name] ?? 1, ...ends[name] })
  expect(bytesOf(value)).toBeLessThan(maxPageBytes)
})

/** Of a whole entry: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-calculate-entry-size */
const maxEventBytes = 256 * 1024
test.each(Object.keys(events) as EventName[])('the event %s fits on the bus', (name) => {
  const entry = Object.keys(eventsOf).join('') + name + JSON.stringify(longest(events[name], sizes))
  expect(Buffer.byteLength(entry)).toBeLessThan(maxEventBytes)
})

test.each(news.options.map(({ shape }) => shape.type.value))(
  'the message %s fits on a socket with the longest prompt: more pictures are dealt out to several',
  (type) => {
    const schema = news.options.find(({ shape }) => shape.type.value === type)
    const value = schema && longest(schema, { ...sizes, 'pictures[]': 1 })
    expect(bytesOf({ seq: Number.MAX_SAFE_INTEGER, ...Object(value) })).toBeLessThanOrEqual(maxMessageBytes)
  },
)
