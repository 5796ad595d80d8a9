import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ownCloud } from '../../../support/cloud/cloud.ts'
import { dumpDynamoDb } from '../../../support/cloud/dynamodb-dump.ts'
import { asSuperuser } from '../../../support/people/accounts.ts'
import { giveAllSecrets } from '../../../support/people/all-secrets.ts'

const cloud = ownCloud()

let given: Awaited<ReturnType<typeof giveAllSecrets>>
beforeAll(async () => {
  given = await giveAllSecrets(cloud())
})

/** A secret as it is, and as somebody might have written it down. */
const writings = (secret: string) => {
  const hex = Buffer.from(secret).toString('hex')
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  return [secret, secret.replaceAll('-', ''), hex, base64, base64.slice(0, -2), encodeURIComponent(secret)]
}
const secretsIn = (text: string) => {
  const lower = text.toLowerCase()
  return Object.entries(given.secrets)
    .filter(([, secret]) => writings(secret).some((each) => lower.includes(each.toLowerCase())))
    .map(([what]) => what)
}

test('there is something to look for', () => {
  expect(Object.keys(given.secrets)).toHaveLength(28)
  for (const [what, secret] of Object.entries(given.secrets)) {
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
  expect(dump).toContain(given.email)
  expect(dump).toContain(given.keyId)
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

test('no table of DynamoDB holds one, nor an e-mail address', async () => {
  const items = await dumpDynamoDb(cloud())
  const keys = items.map(({ pk }) => pk?.S ?? '')
  for (const kind of ['ticket#', 'bucket#', 'failures#']) {
    expect(keys.some((key) => key.startsWith(kind))).toBe(true)
  }
  const dump = JSON.stringify(items)
  expect(secretsIn(dump)).toEqual([])
  expect(dump).not.toContain(given.email)
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
    if (content.includes(given.email)) namesSeen++
    for (const [what, secret] of Object.entries(given.secrets)) {
      if (content.includes(secret)) found.push(`${what} in ${file}`)
    }
  }
  expect(namesSeen).toBeGreaterThan(0)
  expect(found).toEqual([])
})
