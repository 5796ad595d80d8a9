import bcrypt from 'bcrypt'
import pg from 'pg'
import { typeid } from 'typeid-js'
import type { Role, Tier } from '../../../contracts/roles.ts'

/** A person who has an account already: put into the tables, since asking for one takes a mail and two slow hashes. */
export type Account = { id: string; name: string; email: string; password: string; address: string }
export type Workspace = { id: string; name: string }

/** The lowest work factor: these passwords guard nothing. */
const quickFactor = 4

const newId = (prefix: string) => typeid(prefix).toString()

/** Runs one statement as the superuser, whom no policy holds back. */
export async function asSuperuser<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** The superuser of a test file's Dhol. */
export const superuserOf =
  (cloud: () => { databaseUrl: string }) =>
  <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    asSuperuser<T>(cloud().databaseUrl, text, values)

/** Each person has an address of their own, so that limits for one are none for another. */
const newAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 254) + 1).join('.')}`

export async function makeAccount(databaseUrl: string, name = 'Asha'): Promise<Account> {
  const id = newId('usr')
  const account = {
    id,
    name,
    email: `${id.slice(-12)}@example.in`,
    password: 'chai-and-thunder-42',
    address: newAddress(),
  }
  const hash = await bcrypt.hash(account.password, quickFactor)
  await asSuperuser(
    databaseUrl,
    'insert into auth.users (id, name, email, password_hash, created_at) values ($1, $2, $3, $4, now())',
    [id, name, account.email, hash],
  )
  return account
}

export async function makeWorkspace(databaseUrl: string, tier: Tier = 'starter'): Promise<Workspace> {
  const workspace = { id: newId('wsp'), name: 'Chai Point' }
  await asSuperuser(
    databaseUrl,
    'insert into auth.workspaces (id, name, tier, created_at) values ($1, $2, $3, now())',
    [workspace.id, workspace.name, tier],
  )
  return workspace
}

/** An approver may approve ₹1,000 a day. */
export const join = (databaseUrl: string, workspaceId: string, userId: string, role: Role) =>
  asSuperuser(
    databaseUrl,
    `insert into auth.members (workspace_id, user_id, role, daily_limit_paise, created_at)
      values ($1, $2, $3, $4, now())`,
    [workspaceId, userId, role, role === 'approver' ? 100_000 : null],
  )
