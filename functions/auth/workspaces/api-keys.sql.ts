import sql from 'sql-template-tag'
import type { ApiKey } from '../../../contracts/auth/api-keys.ts'
import type { Role } from '../../../contracts/roles.ts'
import type { Db, Tx } from '../../platform/data/db.ts'

export const insertApiKey = (tx: Tx, workspaceId: string, key: ApiKey, makerId: string, hash: string) =>
  tx.rows(sql`
    insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_by_id,
      created_at)
    values (${key.id}, ${workspaceId}, ${key.name}, ${key.role}, ${hash}, ${key.hint}, ${key.createdBy}, ${makerId},
      ${key.createdAt})`)

export const listApiKeys = (db: Db, workspaceId: string) =>
  db.rows<ApiKey>(sql`
    select id, name, role, hint, created_by as "createdBy", created_at as "createdAt",
      last_used_at as "lastUsedAt"
    from auth.api_keys
    where workspace_id = ${workspaceId} and revoked_at is null
    order by id desc`)

export async function countApiKeys(db: Db, workspaceId: string): Promise<number> {
  const [found] = await db.rows<{ keys: number }>(sql`
    select count(*)::integer as keys from auth.api_keys where workspace_id = ${workspaceId} and revoked_at is null`)
  return found?.keys ?? 0
}

/** Its name; undefined for a key that has ended. */
export async function revokeApiKey(tx: Tx, workspaceId: string, id: string, now: Date) {
  const [revoked] = await tx.rows<{ name: string }>(sql`
    update auth.api_keys set revoked_at = ${now}
    where workspace_id = ${workspaceId} and id = ${id} and revoked_at is null
    returning name`)
  return revoked?.name
}

/** Ends the keys of these roles that somebody made since then; gives their ids. */
export async function revokeKeysOf(
  tx: Tx,
  workspaceId: string,
  makerId: string,
  { roles, since }: { roles: readonly Role[]; since: Date },
  now: Date,
): Promise<string[]> {
  const revoked = await tx.rows<{ id: string }>(sql`
    update auth.api_keys set revoked_at = ${now}
    where workspace_id = ${workspaceId} and created_by_id = ${makerId} and revoked_at is null
      and role = any(${roles}) and created_at >= ${since}
    returning id`)
  return revoked.map(({ id }) => id)
}

/** Ends every key of the workspace; gives their ids. */
export async function revokeAllKeys(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const revoked = await tx.rows<{ id: string }>(sql`
    update auth.api_keys set revoked_at = ${now}
    where workspace_id = ${workspaceId} and revoked_at is null
    returning id`)
  return revoked.map(({ id }) => id)
}
