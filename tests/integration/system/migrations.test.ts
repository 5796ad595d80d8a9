import { expect, test } from 'vitest'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { loginOf } from '../../support/cloud/database-logins.ts'
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
