import sql from 'sql-template-tag'
import type { Db } from '../platform/db.ts'

export type Account = {
  user: { id: string; name: string; email: string }
  workspace: { id: string; name: string }
}

const account = sql`
  json_build_object('id', u.id, 'name', u.name, 'email', u.email) as user,
  json_build_object('id', w.id, 'name', w.name) as workspace`

/** Makes the user with a workspace of its own; false when the e-mail is taken. */
export async function insertAccount(db: Db, { user, workspace }: Account, passwordHash: string, now: Date) {
  const inserted = await db.rows(sql`
    with new_user as (
      insert into auth.users (id, name, email, password_hash, created_at)
      values (${user.id}, ${user.name}, ${user.email}, ${passwordHash}, ${now})
      on conflict (email) do nothing
      returning id
    ), new_workspace as (
      insert into auth.workspaces (id, name, created_at)
      select ${workspace.id}, ${workspace.name}, ${now}::timestamptz from new_user
      returning id
    )
    insert into auth.members (workspace_id, user_id, created_at)
    select new_workspace.id, new_user.id, ${now}::timestamptz from new_user, new_workspace
    returning user_id`)
  return inserted.length === 1
}

/** The account that logs in with an e-mail, in the workspace that it joined first. */
export async function findAccountByEmail(db: Db, email: string) {
  const [found] = await db.rows<Account & { passwordHash: string }>(sql`
    select u.password_hash as "passwordHash", ${account}
    from auth.users u
    join auth.members m on m.user_id = u.id
    join auth.workspaces w on w.id = m.workspace_id
    where u.email = ${email}
    order by m.created_at
    limit 1`)
  return found
}

export async function findAccount(db: Db, workspaceId: string, userId: string) {
  const [found] = await db.rows<Account>(sql`
    select ${account}
    from auth.members m
    join auth.users u on u.id = m.user_id
    join auth.workspaces w on w.id = m.workspace_id
    where m.workspace_id = ${workspaceId} and m.user_id = ${userId}`)
  return found
}
