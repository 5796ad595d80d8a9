import { expect } from 'vitest'
import type { DeletedWorkspace } from '../../../contracts/auth/workspaces.ts'
import type { Cloud } from '../../../local/cloud.ts'
import type { superuserOf } from './accounts.ts'
import { type Colleague, codeOf } from './client.ts'

type Caller = Pick<Colleague, 'refused'>

/** Deletes the workspace that somebody acts in. Gives what it came to. */
export const deleteWorkspace = ({ refused }: Caller) =>
  codeOf(refused('/v1/workspace/delete', { method: 'POST' }))

export const restoreWorkspace = ({ refused }: Caller, id: string) =>
  codeOf(refused(`/v1/workspaces/${id}/restore`, { method: 'POST' }))

/** What somebody can restore. */
export const deletedOf = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<{ items: DeletedWorkspace[] }>('/v1/workspaces/deleted')).body.items

export const deleteAccount = ({ refused }: Caller) => refused('/v1/auth/me/delete', { method: 'POST' })

/** Lets a workspace, or an account, have been deleted so many days ago; workspaces that went with the account too. */
export async function ageDeletion(
  superuser: ReturnType<typeof superuserOf>,
  table: 'workspaces' | 'users',
  id: string,
  days: number,
) {
  const age = `set deleted_at = now() - make_interval(days => $2)`
  if (table === 'workspaces') return superuser(`update auth.workspaces ${age} where id = $1`, [id, days])
  return superuser(
    `with gone as (
        update auth.workspaces w ${age} from auth.users u where u.id = $1 and w.deleted_at = u.deleted_at)
      update auth.users ${age} where id = $1`,
    [id, days],
  )
}

/** What runs each night. */
export const removeDeleted = async ({ invoke }: Pick<Cloud, 'invoke'>) =>
  expect(await invoke('auth/schedules/remove-deleted', {})).toMatchObject({ ok: true })
