import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Generation } from '../../../../../contracts/creative.ts'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'
import type { HearersOf } from '../../../app/live/hearers.ts'
import { setSessionState } from '../../../app/session/session.ts'
import { generationQuery, generationsQuery } from '../queries.ts'
import { generationOf, idOf, pictureOf } from './generation-of.ts'
import { creativeHearers } from './hearers.ts'
import { summaryOf } from './summary.ts'

const finishedAt = '2026-11-08T10:01:00.000Z'
const progress = (number: number, pictures = [pictureOf('rendering')]): CreativeNews => ({
  type: 'generation.progress',
  generationId: idOf(number),
  status: 'running',
  pictures,
})
const finished = (number: number, status: Generation['status']): CreativeNews => ({
  type: 'generation.finished',
  generationId: idOf(number),
  status,
  finishedAt,
})

/** What the API would answer, and what it was asked for. */
let answers: Generation[]
let asked: string[]
beforeEach(() => {
  answers = []
  asked = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    const answer = answers.find(({ id }) => path === `/v1/generations/${id}`)
    return Response.json(answer ?? {}, { status: answer ? 200 : 404 })
  })
  const workspace = {
    id: 'wsp_a',
    name: 'Chai',
    role: 'owner',
    tier: 'starter',
    dailyLimitPaise: null,
  } as const
  const user = { id: 'usr_asha', name: 'Asha', email: 'asha@example.in' }
  const session = { accessToken: 't', expiresAt: Date.now() + 3_600_000, user, workspace }
  setSessionState({ status: 'in', session, atStart: false })
})
afterEach(() => {
  vi.unstubAllGlobals()
  setSessionState({ status: 'restoring' })
})

const start = (listed: Generation[], nextCursor: string | null = null) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(generationsQuery.queryKey, {
    pages: [{ items: listed.map(summaryOf), nextCursor }],
    pageParams: [undefined],
  })
  return {
    client,
    list: () => client.getQueryData(generationsQuery.queryKey)?.pages[0]?.items,
    hear: (message: CreativeNews) =>
      message.type === 'generation.progress'
        ? creativeHearers[message.type](client, message)
        : creativeHearers[message.type](client, message),
  }
}

test('what a message tells is shown without asking, in the list and by itself', () => {
  const { client, list, hear } = start([generationOf({ number: 20 }), generationOf({ number: 10 })])
  const { queryKey } = generationQuery(idOf(10))
  client.setQueryData(queryKey, generationOf({ number: 10 }))
  hear(progress(10))
  expect(list()).toMatchObject([
    { status: 'queued' },
    { status: 'running', pictures: [{ status: 'rendering' }] },
  ])
  hear(progress(10, [pictureOf('ready')]))
  hear(finished(10, 'succeeded'))
  const ended = { status: 'succeeded', finishedAt, pictures: [{ status: 'ready' }] }
  expect(list()?.[1]).toMatchObject(ended)
  expect(client.getQueryData(queryKey)).toMatchObject(ended)
  expect(asked).toEqual([])
})

test('a generation that the page does not have is fetched, that one alone, and listed', async () => {
  const { list, hear } = start([generationOf({ number: 10 })])
  answers = [generationOf({ number: 20, status: 'running' })]
  hear(progress(20))
  hear(progress(20, [pictureOf('checking')]))
  await vi.waitFor(() => expect(list()).toHaveLength(2))
  expect(list()?.[0]).toMatchObject({ id: idOf(20), pictures: [{ status: 'checking' }] })
  expect(asked).toEqual([`/v1/generations/${idOf(20)}`])
})

test('one that is too old for the part of the list that is there is left alone', () => {
  const { list, hear } = start([generationOf({ number: 20 })], idOf(20))
  hear(progress(10))
  expect(asked).toEqual([])
  expect(list()).toHaveLength(1)
})

test('a generation that ended without a word about its pictures is fetched', async () => {
  const { list, hear } = start([generationOf({ status: 'running' }), generationOf({ number: 11 })])
  answers = [generationOf({ status: 'cancelled', finishedAt, pictures: [pictureOf('cancelled')] })]
  hear(finished(10, 'cancelled'))
  await vi.waitFor(() => expect(list()).toContainEqual(expect.objectContaining({ id: idOf(10), finishedAt })))
  expect(asked).toEqual([`/v1/generations/${idOf(10)}`])
})

test('a message from before the end does not wake an ended generation', async () => {
  const ended = generationOf({ status: 'cancelled', finishedAt, pictures: [pictureOf('cancelled')] })
  const { list, hear } = start([ended])
  answers = [ended]
  hear(progress(10))
  expect(list()).toEqual([summaryOf(ended)])
  await vi.waitFor(() => expect(asked).toEqual([`/v1/generations/${idOf(10)}`]))
})

test('what was out of date stays so, however many messages come', () => {
  const { client, hear } = start([generationOf()])
  const { queryKey } = generationsQuery
  void client.invalidateQueries({ queryKey })
  hear(progress(10))
  expect(client.getQueryState(queryKey)?.dataUpdatedAt).toBe(0)
})

test('a message without a hearer does not compile', () => {
  // @ts-expect-error: nothing hears that a generation has finished.
  const lacking: HearersOf<CreativeNews> = { 'generation.progress': creativeHearers['generation.progress'] }
  expect(lacking).not.toHaveProperty('generation.finished')
})
