import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { newMember } from '../../support/people/client.ts'

// Of its own: in a shared one somebody else's generations are under way.
const cloud = ownCloud()
let superuser: Superuser
beforeAll(() => {
  superuser = openSuperuser(cloud().databaseUrl)
})
afterAll(() => superuser?.end())

const sweep = async () =>
  expect(await cloud().invoke('creative/schedules/sweep-generations', {})).toMatchObject({ ok: true })
const hangUp = () =>
  superuser.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dhol_creative_sweep'`,
  )
const connections = () => superuser.rows(`select from pg_stat_activity where usename = 'dhol_creative_sweep'`)

test('a sweep that found nothing under way leaves the database alone the next time', async () => {
  await sweep()
  expect(await connections()).not.toEqual([])
  await hangUp()
  await sweep()
  await sweep()
  expect(await connections()).toEqual([])
})

test('a generation that begins wakes the sweep: its lost run is found', async () => {
  const member = await newMember(cloud())
  cloud().vendors.google.addFault({ fault: 'slow', match: 'lost in the quiet' })
  const { body: made } = await member.generate('lost in the quiet')
  // A run that no execution works on, and older than the sweep leaves alone.
  await superuser.rows(
    `update creative.generations set run = 3, updated_at = updated_at - interval '1 minute' where id = $1`,
    [made.id],
  )
  await sweep()
  expect(
    cloud()
      .aws.executions()
      .map(({ name }) => name),
  ).toContain(`${made.id}-3`)
})
