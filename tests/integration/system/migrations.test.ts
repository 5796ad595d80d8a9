import pg from 'pg'
import { expect, test } from 'vitest'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { loginOf } from '../../support/cloud/database-logins.ts'
import { eventually } from '../../support/eventually.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import { newColleague } from '../../support/people/client.ts'

const cloud = ownCloud()
const migrate = () => cloud().invoke('system/on-deploy/migrate', {})
const nothingNew = { ok: true, payload: { applied: [], unknown: [] } }

test('a migration of a newer version is left alone, and told of', async () => {
  const name = '9999_of_a_newer_version.sql'
  await asSuperuser(cloud().databaseUrl, `insert into public.migrations values ($1, 'of its text')`, [name])
  expect(await migrate()).toEqual({ ok: true, payload: { applied: [], unknown: [name] } })
  await asSuperuser(cloud().databaseUrl, 'delete from public.migrations where name = $1', [name])
  expect(await migrate()).toEqual(nothingNew)
})

test('one that was edited after it was applied stops the deployment, by name', async () => {
  const edit = 'update public.migrations set checksum = reverse(checksum) where name = $1'
  const name = '0002_creative.sql'
  await asSuperuser(cloud().databaseUrl, edit, [name])
  expect(await migrate()).toMatchObject({ ok: false, errorMessage: expect.stringContaining(`${name} was`) })
  await asSuperuser(cloud().databaseUrl, edit, [name])
  expect(await migrate()).toEqual(nothingNew)
})

test('two deployments at the same moment take turns', async () => {
  const other = new pg.Client({ connectionString: cloud().databaseUrl })
  await other.connect()
  try {
    await other.query('select pg_advisory_lock(4711001)')
    // Another who alters the role meanwhile fails: "tuple concurrently updated".
    await other.query('begin; alter role dhol_creative connection limit -1')
    const waiting = migrate()
    const asks = `select from pg_stat_activity where query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid()`
    await eventually(
      () => asSuperuser(cloud().databaseUrl, asks),
      (asking) => asking.length === 1,
    )
    await other.query('commit; select pg_advisory_unlock(4711001)')
    expect(await waiting).toEqual(nothingNew)
  } finally {
    await other.end()
  }
})

test('a new password in the secret of a role holds once the migration ran, and no request is refused', async () => {
  const { call } = await newColleague(cloud(), { role: 'editor' })
  const status = async () => (await call('/v1/brands')).status
  const { username, password } = loginOf(cloud(), 'creative')
  const statuses = [await status()]
  const secret = JSON.stringify({ username, password: [...password].reverse().join('') })
  await cloud().aws.putSecret('dhol/local/database-creative', secret)
  statuses.push(await status())
  expect(await migrate()).toEqual(nothingNew)
  await asSuperuser(
    cloud().databaseUrl,
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1',
    [username],
  )
  statuses.push(await status())
  expect(statuses).toEqual([200, 200, 200])
})
