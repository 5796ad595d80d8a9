import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../../../../local/start/synth.ts'
import { ownCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { logIn } from '../../../support/people/client.ts'
import { mailsTo } from '../../../support/people/links.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'

/** A stage without a domain that mail could come from. */
const cloud = ownCloud({ parameters: { MailDomain: '' } })
const superuser = superuserOf(cloud)
const { reset, forgot } = accountRequests(cloud)

/** `npm run first-owner`, as somebody types it beside a Dhol that runs. */
async function firstOwner(...args: string[]) {
  const operator = parseEnv(readFileSync(join(dirname(cloud().logsDir), 'operator.env'), 'utf8'))
  const command = [join(root, 'scripts/first-owner.ts'), '--stage', 'local', ...args]
  const run = promisify(execFile)(process.execPath, command, { env: { ...process.env, ...operator } })
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
  return {
    token: /#token=(\S+)/.exec(stdout)?.[1] ?? '',
    url: /https?:\S+/.exec(stdout)?.[0],
    said: stderr.trim(),
  }
}

const logged = () =>
  globSync('*.jsonl', { cwd: cloud().logsDir })
    .map((file) => readFileSync(join(cloud().logsDir, file), 'utf8'))
    .join('\n')

const unsent = () =>
  logged()
    .split('\n')
    .filter((line) => line.includes('"mail not sent"'))
    .map((line) => JSON.parse(line))

test('the first owner comes in by a link that works once, and what they do sends no mail', async () => {
  const who = newcomer('Asha')
  const { token, url } = await firstOwner('--email', who.email.toUpperCase(), '--name', who.name)
  expect(url).toBe(`${cloud().origin}/reset#token=${token}`)
  expect((await reset(token, who.password)).status).toBe(200)
  expect((await reset(token, 'another lantern river 8')).status).toBe(400)

  const { session, call } = await logIn(cloud().origin, { id: '', ...who })
  expect(session).toMatchObject({
    user: { name: 'Asha', email: who.email },
    workspace: { name: 'Asha', role: 'owner' },
  })
  expect((await call('/v1/brands', { body: { name: 'Chai Point' } })).status).toBe(201)
  const { body } = await call<{ items: unknown[] }>('/v1/audit')
  expect(body.items).toContainEqual(
    expect.objectContaining({
      action: 'workspace.made',
      actor: { kind: 'system', id: null, name: 'Dhol' },
    }),
  )
  const guest = newcomer()
  expect((await call('/v1/invitations', { body: { email: guest.email, role: 'viewer' } })).status).toBe(201)
  const stranger = newcomer()
  await register(cloud().origin, stranger)
  await forgot(who.email)

  const expected = ['invitation', 'password_changed', 'register', 'reset']
  const lines = await eventually(
    async () => unsent(),
    (found) => new Set(found.map(({ mail }) => mail)).size >= expected.length,
  )
  expect([...new Set(lines.map(({ mail }) => mail))].sort()).toEqual(expected)
  await eventually(
    async () => cloud().ringingAlarms(),
    (names) => names.includes('dhol-local mail not sent'),
  )
  for (const { email } of [who, guest, stranger]) {
    expect(await mailsTo(cloud(), email)).toEqual([])
    expect(JSON.stringify(lines)).not.toContain(email)
  }
  expect(logged()).not.toContain('token=')
  expect(logged()).not.toContain(token)
})

test('asked for twice, also at the same moment, there is one account, and one of the links works', async () => {
  const who = newcomer()
  const lost = await firstOwner('--email', who.email)
  const both = await Promise.all([firstOwner('--email', who.email), firstOwner('--email', who.email)])
  const statuses = []
  for (const { token } of [lost, ...both]) statuses.push((await reset(token, who.password)).status)
  expect(statuses[0]).toBe(400)
  expect(statuses.sort()).toEqual([200, 400, 400])
  const owned = await superuser(
    'select w.name from auth.workspaces w join auth.members m on m.workspace_id = w.id join auth.users u on u.id = m.user_id where u.email = $1',
    [who.email],
  )
  expect(owned).toEqual([{ name: who.email.split('@')[0] }])
})

test('an account with a password is not given away', async () => {
  const who = newcomer()
  await reset((await firstOwner('--email', who.email)).token, who.password)
  const again = await firstOwner('--email', who.email)
  expect(again).toMatchObject({
    token: '',
    said: 'This address has an account already. Log in with its password.',
  })
})

test.each([
  [['--email', 'not-an-address'], /email/],
  [['--email', 'asha@example.in', '--name', '<b>'], /name/],
  [[], /^Use: npm run first-owner/],
])('%j makes nothing and says why', async (args, why) => {
  const before = await superuser('select id from auth.users')
  expect(await firstOwner(...args)).toMatchObject({ token: '', said: expect.stringMatching(why) })
  expect(await superuser('select id from auth.users')).toEqual(before)
})
