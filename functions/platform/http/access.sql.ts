import sql from 'sql-template-tag'
import type { Role, Tier } from '../../../contracts/roles.ts'
import type { Claims } from '../crypto/tokens.ts'
import type { Db, Tx } from '../data/db.ts'

export type EnteredPerson = {
  name: string
  /** Null without a workspace, and for one that the person does not belong to (any more). */
  role: Role | null
  tier: Tier | null
  hasSecondFactor: boolean
  confirmedAt: string | null
}

const person = sql`name, role, tier, "hasSecondFactor", "confirmedAt"`

/** What a person is where the token says that they act; undefined when the session has ended. */
export async function enterAsPerson(db: Db, { userId, sessionId, workspaceId }: Claims) {
  const [entered] = await db.rows<EnteredPerson>(sql`
    select ${person} from access.enter_as_person(${userId}, ${sessionId}, ${workspaceId ?? null})`)
  return entered
}

/** The same once more. Until the transaction ends nobody else acts as this person or in this workspace. */
export async function holdAsPerson(tx: Tx, { userId, sessionId, workspaceId }: Claims) {
  const [held] = await tx.rows<EnteredPerson>(sql`
    select ${person} from access.hold_as_person(${userId}, ${sessionId}, ${workspaceId ?? null})`)
  return held
}

export type EnteredKey = { id: string; name: string; workspaceId: string; role: Role; tier: Tier }

const key = sql`id, name, "workspaceId", role, tier`

/** What a key opens; undefined for one that is revoked or made up. Notes its use. */
export async function enterWithKey(db: Db, hash: string, now: Date) {
  const [entered] = await db.rows<EnteredKey>(sql`select ${key} from access.enter_with_key(${hash}, ${now})`)
  return entered
}

/** The same once more. Until the transaction ends nobody else acts in the workspace of the key. */
export async function holdWithKey(tx: Tx, hash: string) {
  const [held] = await tx.rows<EnteredKey>(sql`select ${key} from access.hold_with_key(${hash})`)
  return held
}
