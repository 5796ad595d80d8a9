import sql from 'sql-template-tag'
import type { Role, Tier } from '../../../contracts/roles.ts'
import type { Claims } from '../crypto/tokens.ts'
import type { Db } from '../data/db.ts'

type Entered = {
  name: string
  /** Null without a workspace, and for one that the person does not belong to (any more). */
  role: Role | null
  tier: Tier | null
  hasSecondFactor: boolean
  confirmedAt: string | null
}

/** What a person is where the token says that they act; undefined when the session has ended. */
export async function enterAsPerson(db: Db, { userId, sessionId, workspaceId }: Claims) {
  const [entered] = await db.rows<Entered>(
    sql`
      select name, role, tier, "hasSecondFactor", "confirmedAt"
      from access.enter_as_person(${userId}, ${sessionId}, ${workspaceId ?? null})`,
  )
  return entered
}

type EnteredKey = { id: string; name: string; workspaceId: string; role: Role; tier: Tier }

/** What a key opens; undefined for one that is revoked or made up. Notes its use. */
export async function enterWithKey(db: Db, hash: string, now: Date) {
  const [entered] = await db.rows<EnteredKey>(sql`
    select id, name, "workspaceId", role, tier from access.enter_with_key(${hash}, ${now})`)
  return entered
}
