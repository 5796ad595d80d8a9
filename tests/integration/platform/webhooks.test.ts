import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newId } from '../../../functions/platform/crypto/ids.ts'
import { acmeVendor } from '../../planted/acme-vendor.ts'
import { synthesisePlanted } from '../../planted/planted-app.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { outsider } from '../../support/people/client.ts'

const assemblyDir = await synthesisePlanted()
const cloud = ownCloud({ assemblyDir })
const { state, superuser, note, post, deliver, notes, seen } = acmeVendor(cloud)

const logged = (message: string) =>
  readFileSync(join(cloud().logsDir, 'dhol-local-planted-webhooks-acme.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(message))

describe('an event', () => {
  test('changes a workspace, is noted as seen, and is followed through', async () => {
    const id = randomUUID()
    expect(await deliver(note('first', id))).toMatchObject({ status: 200, text: '{}' })
    expect(await notes()).toEqual(['first'])
    expect(await seen(id)).toEqual([{ vendor: 'acme', followed: true }])
    expect(state.told).toEqual([`${state.workspaceId} first`])
  })

  test('that comes again is acknowledged and does nothing', async () => {
    const id = randomUUID()
    for (const _ of [1, 2, 3]) expect(await deliver(note('again', id))).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['again'])
    expect(state.told).toHaveLength(1)
  })

  test('that comes five times at once changes a workspace once', async () => {
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => deliver(note('at once', id))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await notes()).toEqual(['at once'])
  })

  test('may have its id in a header, or none', async () => {
    const headers = { 'x-acme-event-id': randomUUID() }
    const body = (text: string) => JSON.stringify({ events: [note(text, undefined)] })
    await post({ body: body('by header'), headers })
    await post({ body: body('by header, and other words'), headers })
    await post({ body: body('by contents') })
    await post({ body: body('by contents') })
    await post({ body: body('by other contents') })
    expect(await notes()).toEqual(['by contents', 'by header', 'by other contents'])
  })

  test('that concerns two workspaces changes both, each once', async () => {
    const other = newId('wsp')
    const event = note('shared', randomUUID(), { workspaceIds: [state.workspaceId, other] })
    for (const _ of [1, 2]) expect(await deliver(event)).toMatchObject({ status: 200 })
    expect([await notes(), await notes(other)]).toEqual([['shared'], ['shared']])
  })

  test('of a type that nobody knows, and one of a stranger’s account, are acknowledged and logged', async () => {
    const [id, stranger] = [randomUUID(), randomUUID()]
    const unknown = { ...note('unknown', id), type: 'constructor' }
    const answer = await deliver(unknown, note('nobody', stranger, { workspaceIds: [] }))
    expect(answer).toMatchObject({ status: 200 })
    expect(await notes()).toEqual([])
    expect(await seen(id)).toEqual([])
    expect(logged(id)).toEqual([expect.stringContaining('event of a type that Dhol does not know')])
    expect(logged(stranger)).toEqual([expect.stringContaining('event of an account that nobody here has')])
  })
})

describe('what fails is sent again by the vendor', () => {
  test('a change that fails leaves the event unseen, and holds up no other', async () => {
    const [failing, sound] = [randomUUID(), randomUUID()]
    expect(await deliver(note('refused', failing), note('sound', sound))).toMatchObject({ status: 500 })
    expect(await notes()).toEqual(['sound'])
    expect([await seen(failing), state.told]).toEqual([[], [`${state.workspaceId} sound`]])
    expect(await deliver(note('mended', failing), note('sound', sound))).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['mended', 'sound'])
  })

  test('what did not follow the commit follows with the next delivery, and the change is not made twice', async () => {
    const event = note('told late', randomUUID())
    state.answersWith = 503
    expect(await deliver(event)).toMatchObject({ status: 500 })
    expect(await notes()).toEqual(['told late'])
    state.answersWith = 200
    for (const _ of [1, 2]) expect(await deliver(event)).toMatchObject({ status: 200 })
    expect(await notes()).toEqual(['told late'])
    expect(state.told).toHaveLength(2)
  })

  test.each([
    ['no JSON', 'acme-unparsable-marker'],
    ['another envelope', JSON.stringify({ happenings: ['acme-unparsable-marker'] })],
    ['an event without a type', JSON.stringify({ events: [{ id: 'acme-unparsable-marker' }] })],
  ])('%s that is signed is our fault, and its contents stay out of the log', async (_what, body) => {
    expect(await post({ body })).toMatchObject({ status: 500 })
    expect(logged('acme-unparsable-marker')).toEqual([])
  })
})

test('events are forgotten after thirty days, and not before', async () => {
  const at = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000)
  await superuser().insert('webhooks.seen', { vendor: 'acme', key: 'old@w', seen_at: at(31) })
  await superuser().insert('webhooks.seen', { vendor: 'acme', key: 'recent@w', seen_at: at(29) })
  expect(await cloud().invoke('system/schedules/sweep-webhooks', {})).toMatchObject({ ok: true })
  const left = await superuser().rows("select key from webhooks.seen where key like '%@w'")
  expect(left).toEqual([{ key: 'recent@w' }])
})

test('the description of the API says nothing of webhooks', async () => {
  const { status, body } = await outsider(cloud().origin).call<object>('/v1/openapi.json')
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('/webhooks')
})
