import sql from 'sql-template-tag'
import { type MadeThing, mostReviewed } from '../../../contracts/auth/review.ts'
import { lowestIdAt } from '../../platform/crypto/id-times.ts'
import type { Db } from '../../platform/data/db.ts'

/**
 * What somebody made in a workspace since then: keys, invitations, and seats that they gave to others. The newest first.
 */
export const listMade = (db: Db, workspaceId: string, makerId: string, since: Date) =>
  db.rows<MadeThing>(sql`
    select 'key' as kind, k.id, k.name, k.role, k.created_at as at, k.revoked_at is null as "isOpen"
      from auth.api_keys k
      where k.workspace_id = ${workspaceId} and k.created_by_id = ${makerId} and k.id >= ${lowestIdAt('key', since)}
    union all
    select 'invitation', i.id, i.email, i.role, i.created_at, i.ended_at is null
      from auth.invitations i
      where i.workspace_id = ${workspaceId} and i.invited_by_id = ${makerId} and i.id >= ${lowestIdAt('inv', since)}
    union all
    select 'member', m.user_id, u.name || ', ' || u.email, m.role, m.seated_at, true
      from auth.members m join auth.users u on u.id = m.user_id
      where m.workspace_id = ${workspaceId} and m.seated_by_id = ${makerId} and m.user_id <> ${makerId}
        and m.seated_at >= ${since}
    order by at desc
    limit ${mostReviewed.made}`)
