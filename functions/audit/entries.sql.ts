import sql, { empty } from 'sql-template-tag'
import type { AuditEntry } from '../../contracts/audit.ts'
import { lowestIdAt } from '../platform/crypto/id-times.ts'
import type { Db, Tx } from '../platform/data/db.ts'

type NewEntry = Omit<AuditEntry, 'actor' | 'at'> & {
  workspaceId: string | null
  at: Date
  kind: AuditEntry['actor']['kind']
  actorId: string | null
  actorName: string
}

export const insertEntry = (tx: Tx, entry: NewEntry) =>
  tx.rows(sql`
    insert into audit.entries (id, workspace_id, at, actor_kind, actor_id, actor_name, action, subject, before, after,
      why, request_id, address)
    values (${entry.id}, ${entry.workspaceId}, ${entry.at}, ${entry.kind}, ${entry.actorId}, ${entry.actorName},
      ${entry.action}, ${entry.subject}, ${json(entry.before)}, ${json(entry.after)}, ${entry.why},
      ${entry.requestId}, ${entry.address})`)

const json = (value: object | null) => value && JSON.stringify(value)

export type Filters = {
  actorId?: string | undefined
  action?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

const columns = sql`
  id, at, json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) as actor,
  action, subject, before, after, why, request_id as "requestId", address`

type Page = { cursor?: string | undefined; limit: number }

/** What was done to a person's own account, newest first. */
export const listOwnEntries = (db: Db, personId: string, { cursor, limit }: Page) =>
  db.rows<AuditEntry>(sql`
    select ${columns} from audit.entries
    where workspace_id is null and actor_id = ${personId} ${cursor ? sql`and id < ${cursor}` : empty}
    order by id desc
    limit ${limit}`)

/**
 * Newest first, below the cursor. An action without a dot stands for all actions of that noun. `from` and `until` are
 * about when an entry was written, which its id says; `at` is some milliseconds before that.
 */
export const listEntries = (
  db: Db,
  workspaceId: string,
  { actorId, action, subject, from, until }: Filters,
  page: Page,
) =>
  db.rows<AuditEntry>(sql`
    select ${columns}
    from audit.entries
    where workspace_id = ${workspaceId}
      ${page.cursor ? sql`and id < ${page.cursor}` : empty}
      ${actorId ? sql`and actor_id = ${actorId}` : empty}
      ${action?.includes('.') ? sql`and action = ${action}` : empty}
      ${action && !action.includes('.') ? sql`and noun = ${action}` : empty}
      ${subject ? sql`and subject = ${subject}` : empty}
      ${from ? sql`and id >= ${lowestIdAt('aud', new Date(from))}` : empty}
      ${until ? sql`and id < ${lowestIdAt('aud', new Date(until))}` : empty}
    order by id desc
    limit ${page.limit}`)
