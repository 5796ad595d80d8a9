import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Generation } from '../../../contracts/creative.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { drawCalls, newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
let superuser: Superuser
let member: Member
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  member = await newMember(cloud())
})
afterAll(() => superuser?.end())

const problemsOf = ({ pictures }: Generation) => pictures.map(({ problem }) => problem?.code)
const google = () => cloud().vendors.google
const made = async (brief: string) => member.ended((await member.generate(brief)).body.id, 60_000)

test.each([
  ['location_refused', 'text'],
  ['argument_refused', 'image'],
  ['location_refused', 'image'],
] as const)(
  '%s of a call for %s is for who runs Dhol, not for who wrote the brief',
  async (fault, operation) => {
    const { brief, word } = newBrief()
    google().addFault({ fault, operation, match: word })
    const done = await made(brief)
    expect(problemsOf(done)).toEqual(['provider_rejected'])
    expect(done.pictures[0]?.problem?.message).not.toContain('Change the brief')
    expect(
      google()
        .calls(word)
        .filter((call) => call.operation === operation),
    ).toHaveLength(1)
  },
)

test.each(['text', 'image'] as const)('a malformed call of the model for %s passes', async (operation) => {
  const { brief, word } = newBrief()
  google().addFault({ fault: 'malformed_call', operation, match: word, times: 1 })
  expect(await made(brief)).toMatchObject({ status: 'succeeded' })
})

test('a model that never gives a picture is told as that, and not as a refusal', async () => {
  const { brief, word } = newBrief()
  google().addFault({ fault: 'malformed_call', operation: 'image', match: word })
  expect(problemsOf(await made(brief))).toEqual(['bad_picture'])
})

test.each(['wrapped_json', 'dirty_text', 'unlabelled'] as const)('%s is bought once', async (fault) => {
  const { brief, word } = newBrief()
  google().addFault({ fault, match: word, ...(fault !== 'unlabelled' && { operation: 'text' as const }) })
  const done = await made(brief)
  expect(done.status).toBe('succeeded')
  expect(google().calls(word)).toHaveLength(2)
  expect(done.pictures[0]?.prompt).not.toContain('\0')
  expect(done.pictures[0]?.prompt?.isWellFormed()).toBe(true)
})

test('every call is added up: cut and refused texts, dropped pictures and spoilt ones', async () => {
  const { brief, word } = newBrief()
  google().addFault({ fault: 'truncated_json', operation: 'text', match: word, times: 1 })
  google().addFault({ fault: 'dropped', operation: 'image', match: word, times: 1 })
  google().addFault({ fault: 'bad_picture', operation: 'image', match: word, times: 1 })
  const done = await made(brief)
  expect(done.status).toBe('succeeded')
  const [row] = await superuser.rows<{ text: string; image: string }>(
    `select g.cost_micro_usd::text as text, p.cost_micro_usd::text as image
      from creative.generations g join creative.pictures p on p.generation_id = g.id where g.id = $1`,
    [done.id],
  )
  const paid = drawCalls(cloud(), word).reduce((sum, { notes }) => sum + Number(notes.paidPictures), 0)
  expect(paid).toBe(3)
  expect(Math.floor(Number(row?.image) / 33_600)).toBe(paid)
  const answered = google()
    .calls(word)
    .filter(({ operation }) => operation === 'text')
  expect(answered).toHaveLength(2)
  expect(Number(row?.text)).toBeGreaterThan(0)
})
