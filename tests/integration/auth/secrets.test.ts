import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { refresh } from '../../support/browser/tabs.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import { outsider } from '../../support/people/client.ts'
import { mailedToken } from '../../support/people/links.ts'
import { newcomer, register, registerAndLogIn } from '../../support/people/newcomer.ts'
import { setUpSecondFactor } from '../../support/people/totp.ts'

const cloud = ownCloud()

/** Every secret that Dhol has given or was given, by what it is. */
const secrets: Record<string, string> = {}
let email: string
let keyId: string

beforeAll(async () => {
  const { origin } = cloud()
  const me = await registerAndLogIn(cloud())
  const { call, account } = { ...me, account: me }
  email = account.email
  secrets.password = me.password
  secrets.accessToken = me.session.accessToken
  secrets.refreshToken = me.cookie.split('=')[1] ?? ''
  secrets.verificationLink = await mailedToken(cloud(), email, 'Confirm your e-mail address')
  const unverified = { ...newcomer(), password: 'a password that waits 5' }
  await register(origin, unverified)
  secrets.passwordOfNobodyYet = unverified.password
  secrets.unusedLink = await mailedToken(cloud(), unverified.email, 'Confirm your e-mail address')

  const renewed = await refresh(origin, me.cookie)
  secrets.nextRefreshToken = renewed.cookie.split('=')[1] ?? ''
  secrets.nextAccessToken = renewed.body.accessToken

  const ticket = () => call<{ ticket: string }>('/v1/realtime/tickets', { method: 'POST' })
  secrets.ticket = (await ticket()).body.ticket
  const apiKey = await call<{ id: string; key: string }>('/v1/api-keys', {
    body: { name: 'Sheet', role: 'viewer' },
  })
  keyId = apiKey.body.id
  secrets.apiKey = apiKey.body.key
  await outsider(origin, apiKey.body.key).call('/v1/brands')
  await outsider(origin, `${apiKey.body.key}x`).call('/v1/brands')
  await outsider(origin, `${me.session.accessToken}x`).call('/v1/brands')

  const guest = newcomer()
  await call('/v1/invitations', { body: { email: guest.email, role: 'viewer' } })
  secrets.invitationLink = await mailedToken(cloud(), guest.email, 'invites you to')
  secrets.invitationSecret = secrets.invitationLink.split('.')[1] ?? ''
  await outsider(origin).call('/v1/invitations/read', { body: { token: secrets.invitationLink } })
  const changed = newcomer()
  await call('/v1/auth/email/change', { body: { email: changed.email } })
  secrets.newAddressLink = await mailedToken(cloud(), changed.email, 'Confirm your new address')

  const { app, recoveryCodes } = await setUpSecondFactor({ call })
  secrets.totpSecret = app.secret
  for (const [index, code] of recoveryCodes.entries()) secrets[`recoveryCode${index}`] = code
  secrets.wrongPassword = 'a wrong lantern river'
  const attempt = { email, password: secrets.wrongPassword }
  await outsider(origin).call('/v1/auth/session/login', { body: attempt })
  const [code] = recoveryCodes
  await outsider(origin).call('/v1/auth/session/login', { body: { email, password: me.password, code } })
  await call('/v1/auth/step-up', { body: { code: await app.freshCode() } })

  secrets.changedPassword = 'the second lantern river 8'
  await call('/v1/auth/password/change', { body: { password: secrets.changedPassword } })
  await call('/v1/auth/password/forgot', { body: { email } })
  secrets.resetLink = await mailedToken(cloud(), email, 'A new password')
  secrets.resetPassword = 'the third lantern river 9'
  const reset = { token: secrets.resetLink, password: secrets.resetPassword }
  await outsider(origin).call('/v1/auth/password/reset', { body: reset })
  await call('/v1/brands', { method: 'POST', body: `{"name": "${secrets.accessToken}` })
})

/** A secret as it is, and as somebody might have written it down. */
const writings = (secret: string) => {
  const hex = Buffer.from(secret).toString('hex')
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  return [secret, secret.replaceAll('-', ''), hex, base64, base64.slice(0, -2), encodeURIComponent(secret)]
}
const secretsIn = (text: string) => {
  const lower = text.toLowerCase()
  return Object.entries(secrets)
    .filter(([, secret]) => writings(secret).some((each) => lower.includes(each.toLowerCase())))
    .map(([what]) => what)
}

test('there is something to look for', () => {
  expect(Object.keys(secrets)).toHaveLength(28)
  for (const [what, secret] of Object.entries(secrets)) {
    expect(`${what}: ${secret.length > 15}`).toBe(`${what}: true`)
    expect(secretsIn(`before ${Buffer.from(secret).toString('base64')} after`)).toContain(what)
  }
})

test('no row of the database holds a secret that can be read', async () => {
  const url = cloud().databaseUrl
  const tables = await asSuperuser<{ name: string; rows: string }>(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const dumped = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await asSuperuser<{ row: string }>(url, `select to_jsonb(t)::text as row from ${name} t`)
    dumped.set(name, rows.map(({ row }) => row).join('\n'))
  }
  const filled = [
    'users',
    'sessions',
    'refresh_tokens',
    'links',
    'second_factors',
    'recovery_codes',
    'invitations',
  ]
  for (const table of [...filled.map((each) => `auth.${each}`), 'auth.api_keys', 'audit.entries']) {
    expect(`${table}: ${Boolean(dumped.get(table))}`).toBe(`${table}: true`)
  }
  const dump = [...dumped.values()].join('\n')
  expect(dump).toContain(email)
  expect(dump).toContain(keyId)
  expect(secretsIn(dump)).toEqual([])
})

test('passwords are kept by bcrypt with 2^12 rounds', async () => {
  const rows = await asSuperuser<{ hash: string }>(
    cloud().databaseUrl,
    `select password_hash as hash from auth.users
      union all select password_hash from auth.links where password_hash is not null`,
  )
  expect(rows.length).toBeGreaterThanOrEqual(3)
  for (const { hash } of rows) expect(hash).toMatch(/^\$2[ab]\$12\$[./A-Za-z0-9]{53}$/)
})

test('the secret of the app is sealed: a JWE whose key is in KMS', async () => {
  const [row] = await asSuperuser<{ sealed: string }>(
    cloud().databaseUrl,
    'select sealed_secret as sealed from auth.second_factors',
  )
  const { protected: header } = JSON.parse(row?.sealed ?? '{}')
  const keyIds = cloud()
    .assembly.keys.filter(({ usage }) => usage === 'ENCRYPT_DECRYPT')
    .map(({ id }) => id)
  const { alg, enc, kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  expect({ alg, enc }).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
  expect(keyIds).toContain(kid)
})

test('no log holds one', () => {
  const { logsDir } = cloud()
  const logs = globSync('*', { cwd: logsDir }).map((file) => readFileSync(join(logsDir, file), 'utf8'))
  const text = logs.join('\n')
  for (const route of ['session/login', 'password/reset', 'session/refresh', 'invitations/read']) {
    expect(text).toContain(route)
  }
  expect(text).toContain('"refused"')
  expect(secretsIn(text)).toEqual([])
})

/** What DynamoDB holds, read from a copy of its files. */
async function dumpDynamoDb() {
  const copy = mkdtempSync(join(tmpdir(), 'dhol-dynamodb-'))
  cpSync(join(dirname(cloud().logsDir), 'dynamodb'), copy, { recursive: true })
  const server = dynalite({ path: copy, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(copy, { recursive: true, force: true })
  })
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-south-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  })
  const { TableNames = [] } = await client.send(new ListTablesCommand())
  const scans = TableNames.map((name) => client.send(new ScanCommand({ TableName: name })))
  return (await Promise.all(scans)).flatMap(({ Items = [] }) => Items)
}

test('no table of DynamoDB holds one, nor an e-mail address', async () => {
  const items = await dumpDynamoDb()
  const keys = items.map(({ pk }) => pk?.S ?? '')
  for (const kind of ['ticket#', 'bucket#', 'failures#']) {
    expect(keys.some((key) => key.startsWith(kind))).toBe(true)
  }
  const dump = JSON.stringify(items)
  expect(secretsIn(dump)).toEqual([])
  expect(dump).not.toContain(email)
})

test('no file of the running Dhol holds one: no log of the database, no queue, no leftover', () => {
  const dir = dirname(cloud().logsDir)
  const found: string[] = []
  let namesSeen = 0
  for (const file of globSync('**/*', {
    cwd: dir,
    exclude: (name) => String(name).includes('compile-cache'),
  })) {
    const path = join(dir, file)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    const content = readFileSync(path)
    if (content.includes(email)) namesSeen++
    for (const [what, secret] of Object.entries(secrets)) {
      if (content.includes(secret)) found.push(`${what} in ${file}`)
    }
  }
  expect(namesSeen).toBeGreaterThan(0)
  expect(found).toEqual([])
})
