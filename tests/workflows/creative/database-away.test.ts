import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { aspectRatios } from '../../../contracts/creative.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { eventually } from '../../support/eventually.ts'
import { drawCalls, filesIn, newBrief } from '../../support/machines/generations.ts'
import { type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
let superuser: Superuser
let member: Member
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  member = await newMember(cloud())
})
afterAll(() => superuser?.end())

const terminate = () =>
  superuser.rows(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dhol_creative'`)
/** Ends all connections of the service, and lets it open none. */
async function takeAway() {
  await superuser.rows('alter role dhol_creative connection limit 0')
  await terminate()
}
const giveBack = () => superuser.rows('alter role dhol_creative connection limit -1')

const foldersOf = async (id: string) =>
  (
    await superuser.rows<{ storage_key: string }>(
      'select storage_key from creative.pictures where generation_id = $1',
      [id],
    )
  ).map(({ storage_key }) => storage_key)

/** What a step has logged. */
const logOf = (step: string) => {
  const { name } = cloud().assembly.functions.find(({ source }) => source.endsWith(`/${step}.ts`)) ?? {}
  const file = join(cloud().logsDir, `${name}.jsonl`)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** How often a step has told that the database was away. */
const timesAway = async (step: string) => logOf(step).split('"name":"DatabaseUnavailable"').length - 1

const costOf = async (id: string) => {
  const [sum] = await superuser.rows<{ cost: bigint }>(
    'select sum(cost_micro_usd) as cost from creative.pictures where generation_id = $1',
    [id],
  )
  return Number(sum?.cost)
}

test('pictures that are drawn while the database is away are stored, and none is drawn again', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, ms: 2_000 })
  const { body } = await member.generate(brief, { aspectRatios: [...aspectRatios], count: 4 })
  await eventually(
    async () => drawCalls(cloud(), word).length,
    (calls) => calls === 4,
  )
  const before = await timesAway('render-pictures')
  onTestFinished(async () => void (await giveBack()))
  await takeAway()
  const folders = await foldersOf(body.id)
  for (const folder of folders) {
    await eventually(
      () => filesIn(cloud(), folder),
      (files) => files.length === 2,
    )
  }
  await eventually(
    () => timesAway('render-pictures'),
    (times) => times > before,
  )
  await giveBack()
  const done = await member.ended(body.id, 60_000)
  expect(done.status).toBe('succeeded')
  const calls = drawCalls(cloud(), word)
  expect(calls).toHaveLength(4)
  expect(calls.map(({ notes }) => notes.paidPictures)).toEqual([1, 1, 1, 1])
  const cost = await costOf(body.id)
  expect(cost).toBeGreaterThanOrEqual(4 * 33_600)
  expect(cost).toBeLessThan(5 * 33_600)
})

test('connections that end at each picture while several generations are made lose and double nothing', async () => {
  const word = newBrief().word
  const orders = Array.from({ length: 3 }, () =>
    member.generate(`Brass lamps ${word}`, { aspectRatios: ['1:1', '9:16'], count: 2 }),
  )
  const made = await Promise.all(orders)
  for (let drawn = 1; drawn <= 6; drawn += 1) {
    await eventually(
      async () => drawCalls(cloud(), word).length,
      (calls) => calls >= drawn,
    )
    await terminate()
  }
  const done = await Promise.all(made.map(({ body }) => member.ended(body.id, 60_000)))
  expect(done.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  expect(drawCalls(cloud(), word)).toHaveLength(6)
})

test('prompts that are written while the database is away are written again, and the generation goes on', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'text', match: word, ms: 1_500, times: 1 })
  const { body } = await member.generate(brief)
  await eventually(
    async () => cloud().vendors.google.calls(word).length,
    (calls) => calls === 1,
  )
  const before = await timesAway('plan-prompts')
  onTestFinished(async () => void (await giveBack()))
  await takeAway()
  await eventually(
    () => timesAway('plan-prompts'),
    (times) => times > before,
  )
  await giveBack()
  expect(await member.ended(body.id, 60_000)).toMatchObject({ status: 'succeeded' })
  expect(drawCalls(cloud(), word)).toHaveLength(1)
})

test('where the database stays away, the execution ends, and the sweep takes the pictures out of the bucket', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, ms: 1_000 })
  const { body } = await member.generate(brief)
  await eventually(
    async () => drawCalls(cloud(), word).length,
    (calls) => calls === 1,
  )
  onTestFinished(async () => void (await giveBack()))
  await takeAway()
  const execution = () =>
    cloud()
      .aws.executions()
      .find(({ name }) => name.startsWith(body.id))
  await eventually(
    async () => execution()?.status,
    (status) => status === 'FAILED',
    60_000,
  )
  await giveBack()
  await superuser.rows(
    `update creative.generations set updated_at = updated_at - interval '1 minute' where id = $1`,
    [body.id],
  )
  await cloud().invoke('creative/schedules/sweep-generations', {})
  expect(await member.ended(body.id, 60_000)).toMatchObject({ status: 'succeeded' })
  expect(drawCalls(cloud(), word)).toHaveLength(1)
})

test('a picture that is drawn after its generation was cancelled leaves no files, and its cost counts', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, ms: 1_500 })
  const { body } = await member.generate(brief)
  await eventually(
    async () => drawCalls(cloud(), word).length,
    (calls) => calls === 1,
  )
  await member.call(`/v1/generations/${body.id}/cancel`, { method: 'POST' })
  await eventually(
    () => costOf(body.id),
    (cost) => cost > 0,
  )
  const [folder = ''] = await foldersOf(body.id)
  await eventually(
    () => filesIn(cloud(), folder),
    (files) => files.length === 0,
  )
})

test('a picture that is drawn after its row was removed leaves no files', async () => {
  const { brief, word } = newBrief()
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match: word, ms: 1_500 })
  const { body } = await member.generate(brief)
  const [folder = ''] = await foldersOf(body.id)
  await eventually(
    async () => drawCalls(cloud(), word).length,
    (calls) => calls === 1,
  )
  await superuser.rows('delete from creative.pictures where generation_id = $1', [body.id])
  const isDone = (line: string) => line.includes(body.id) && line.includes('"message":"done"')
  await eventually(async () => logOf('render-pictures').split('\n').some(isDone), Boolean)
  expect(await filesIn(cloud(), folder)).toEqual([])
})
