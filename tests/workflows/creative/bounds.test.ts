import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { eventually } from '../../support/eventually.ts'
import { newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
let superuser: Superuser
let member: Member
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  member = await newMember(cloud())
})
afterAll(() => superuser?.end())

const callsOf = (word: string, operation: 'text' | 'image') =>
  cloud()
    .vendors.google.calls(word)
    .filter((call) => call.operation === operation)
const asked = (word: string, operation: 'text' | 'image') =>
  eventually(
    async () => callsOf(word, operation).length,
    (calls) => calls === 1,
  )
const problemsOf = async (id: string, withinMs = 60_000) =>
  (await member.ended(id, withinMs)).pictures.map(({ problem }) => problem?.code)
const started = async (id: string) =>
  eventually(
    () => member.find(id),
    ({ status }) => status === 'running',
  )
const begunEarlier = (id: string, age: string) =>
  superuser.rows('update creative.generations set begun_at = begun_at - $2::interval where id = $1', [
    id,
    age,
  ])

test('where Google asks for a second each time, a dozen more calls are made, and the words are true', async () => {
  const { brief, word } = newBrief()
  const hint = { fault: 'rate_limited', match: word, retryDelaySeconds: 1 } as const
  cloud().vendors.google.addFault({ ...hint, operation: 'image' })
  const { body } = await member.generate(brief)
  expect(await problemsOf(body.id)).toEqual(['rate_limited'])
  expect(callsOf(word, 'image')).toHaveLength(13)
})

test.each(['text', 'image'] as const)(
  'calls for %s are waited for no longer than ten minutes',
  async (operation) => {
    const { brief, word } = newBrief()
    cloud().vendors.google.addFault({ fault: 'rate_limited', operation, match: word, retryDelaySeconds: 40 })
    const { body } = await member.generate(brief)
    await asked(word, operation)
    await begunEarlier(body.id, '10 minutes')
    expect(await problemsOf(body.id)).toEqual(['rate_limited'])
    expect(callsOf(word, operation).length).toBeLessThanOrEqual(2)
  },
)

test('prompts that were begun four times and never heard of again are not begun once more', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'text', match: word, times: 1, ms: 6_000 })
  const { body } = await member.generate(brief)
  await asked(word, 'text')
  await superuser.rows('update creative.generations set tries = 4 where id = $1', [body.id])
  const order = { workspaceId: member.workspaceId, generationId: body.id, run: 1 }
  expect(await cloud().invoke('creative/steps/plan-prompts', order)).toMatchObject({ ok: false })
  expect(await problemsOf(body.id)).toEqual(['interrupted'])
})

test('Try again begins to count anew', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'no_quota', operation: 'image', match: word, times: 1 })
  const { body } = await member.generate(brief)
  expect(await problemsOf(body.id)).toEqual(['quota_exhausted'])
  await begunEarlier(body.id, '1 hour')
  await superuser.rows('update creative.pictures set tries = 9 where generation_id = $1', [body.id])
  cloud().vendors.google.addFault({ fault: 'unavailable', operation: 'image', match: word, times: 1 })
  await member.call(`/v1/generations/${body.id}/retry`, { method: 'POST' })
  expect(await member.ended(body.id)).toMatchObject({ status: 'succeeded' })
})

test('a run that is late fails no picture of the run that came after it', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, times: 1, ms: 6_000 })
  const { body } = await member.generate(brief)
  await started(body.id)
  const { workspaceId } = member
  const late = { workspaceId, generationId: body.id, run: 0, error: { Error: 'States.Timeout' } }
  expect(await cloud().invoke('creative/steps/fail-generation', late)).toMatchObject({ ok: true })
  expect(await member.ended(body.id)).toMatchObject({ status: 'succeeded' })
})
