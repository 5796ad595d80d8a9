import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { generation } from '../../../contracts/creative.ts'
import { type Cloud, startCloud } from '../../../local/cloud.ts'
import { testSettings } from '../../support/cloud/settings.ts'
import { eventually } from '../../support/eventually.ts'
import { newMember, outsider } from '../../support/people/client.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'dhol-recovery-'))
let cloud: Cloud | undefined
afterAll(async () => {
  await cloud?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('kill -9 in mid-job: the next start comes up by itself, and the sweep brings the generation to its end', async () => {
  const first = fork(join(import.meta.dirname, '../../support/cloud/cloud-process.ts'), [dataDir, '120000'])
  const [place] = await once(first, 'message')
  const member = await newMember(place)
  const { body: made } = await member.generate('lost half-way', { aspectRatios: ['1:1', '9:16'], count: 2 })
  await eventually(
    () => member.find(made.id),
    ({ pictures }) => pictures.every(({ status }) => status === 'rendering'),
  )
  first.kill('SIGKILL')
  await once(first, 'exit')

  cloud = await startCloud({ ...testSettings, dataDir })
  const again = outsider(cloud.origin, member.session.accessToken)
  const find = async () => generation.parse((await again.call(`/v1/generations/${made.id}`)).body)
  expect((await find()).status).toBe('running')

  await change(made.id, older('1 minute'))
  expect(await cloud.invoke('creative/schedules/sweep-generations', {})).toMatchObject({ ok: true })
  const done = await eventually(find, ({ finishedAt }) => finishedAt !== null, 30_000, 200)
  expect(done.status).toBe('succeeded')
  expect(
    cloud.vendors.google.calls('lost half-way').filter(({ operation }) => operation === 'image'),
  ).toHaveLength(2)
})

test('a generation that could not be started for a day is given up, with words for the user', async () => {
  if (!cloud) throw new Error('needs the cloud of the test before')
  const member = await newMember(cloud)
  cloud.vendors.google.addFault({ fault: 'slow', match: 'lost for good' })
  const { body: made } = await member.generate('lost for good')
  await change(made.id, `run = 3, ${older('2 days')}`)
  await cloud.invoke('creative/schedules/sweep-generations', {})
  const done = await member.ended(made.id)
  expect(done.status).toBe('failed')
  expect(done.pictures[0]?.problem).toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('Try again'),
  })
})

test('a generation whose execution ended without its last step is run again, and given up after the third', async () => {
  if (!cloud) throw new Error('needs the cloud of the first test')
  const member = await newMember(cloud)
  const { id } = await member.ended((await member.generate('ended too early')).body.id)
  const undo = async (lostRuns: number) => {
    await query(`update creative.pictures set status = 'rendering' where generation_id = '${id}'`)
    await change(id, `status = 'running', finished_at = null, lost_runs = ${lostRuns}, ${older('1 minute')}`)
    await cloud?.invoke('creative/schedules/sweep-generations', {})
  }
  await undo(0)
  expect(await member.ended(id)).toMatchObject({ status: 'succeeded' })
  expect(cloud.aws.executions().filter(({ name }) => name.startsWith(id))).toHaveLength(2)
  await undo(2)
  expect(await member.ended(id)).toMatchObject({
    status: 'failed',
    pictures: [{ problem: { code: 'interrupted' } }],
  })
})

/** The sweep leaves young generations alone, and nobody waits for an old one here. */
const older = (age: string) => `updated_at = updated_at - interval '${age}'`
const change = (id: string, assignments: string) =>
  query(`update creative.generations set ${assignments} where id = '${id}'`)

async function query(statement: string) {
  const client = new pg.Client(cloud?.databaseUrl)
  await client.connect()
  await client.query(statement)
  await client.end()
}
