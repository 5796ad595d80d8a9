import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Method } from '../../../contracts/endpoint.ts'
import type { Cloud } from '../../../local/cloud.ts'
import { superuserOf } from './accounts.ts'
import { type Colleague, newColleague } from './client.ts'

type Request = { method?: Method; path: string; body?: object | undefined }
type Row = {
  id: string
  workspace_id: string | null
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  subject: string
  before: object | null
  after: object | null
  request_id: string
  address: string
}

/** Finds what a change needs: gives its request, and what the entry must hold beside who did it. */
type Prepare = (owner: Colleague) => Promise<Request & Partial<Row>>
export type Change = [action: string, prepare: Prepare]

export const post = ({ call }: Colleague, path: string, body?: object) =>
  call<{ id?: string }>(path, { method: 'POST', body })

/** What is written down of what people do, and what they can do while nothing can be written down. */
export function auditOf(cloud: () => Cloud) {
  const superuser = superuserOf(cloud)

  /** But for the log-in that everybody here begins with. */
  const entriesBy = (actorId: string) =>
    superuser<Row>(
      `select * from audit.entries where actor_id = $1 and action <> 'session.opened' order by id`,
      [actorId],
    )

  /** While `work` runs, whatever this person does cannot be written down. */
  async function withoutAudit<T>({ account }: Colleague, work: () => Promise<T>): Promise<T> {
    const trigger = `refuse_${account.id}`
    await superuser(`create trigger ${trigger} before insert on audit.entries for each row
      when (new.actor_id = '${account.id}') execute function audit.refuse_change()`)
    try {
      return await work()
    } finally {
      await superuser(`drop trigger ${trigger} on audit.entries`)
    }
  }

  /** What a function logged of its answer to this request. */
  const loggedAnswer = (requestId: string | null | undefined) =>
    globSync('*.jsonl', { cwd: cloud().logsDir })
      .flatMap((file) => readFileSync(join(cloud().logsDir, file), 'utf8').split('\n'))
      .filter((line) => line.includes('"answered"'))
      .map((line) => JSON.parse(line) as { requestId: string; route: string; status: number })
      .findLast((line) => line.requestId === requestId)

  /** A new owner makes a change: one entry comes with it, and it is not made when the entry cannot be. */
  async function expectOneEntryOrNoChange(action: string, prepare: Prepare) {
    const owner = await newColleague(cloud())
    const { method = 'POST', path, body, ...expected } = await prepare(owner)
    const change = () => owner.call(path, { method, body })
    const before = await entriesBy(owner.account.id)

    const undone = await withoutAudit(owner, change)
    expect(undone.status).toBe(500)
    expect(await entriesBy(owner.account.id)).toEqual(before)

    // What it needed is there as it was: nothing was done by half.
    expect((await change()).status).toBeLessThan(300)
    const [entry, ...more] = (await entriesBy(owner.account.id)).slice(before.length)
    // Beside the workspace's line one may stand for the person's own eyes.
    const isOwn = (row: Row) => row.workspace_id === null && entry?.workspace_id !== null
    expect(more.filter((row) => !isOwn(row))).toEqual([])
    expect(entry).toMatchObject({
      action,
      actor_kind: 'person',
      actor_name: 'Asha',
      address: owner.account.address,
      ...(!['workspace.made', 'member.joined'].includes(action) && { workspace_id: owner.workspaceId }),
      ...expected,
    })
    const route = `${method} ${path.replace(/\/(usr|ses|inv|key|brd|del)_[^/]+/, '/{id}')}`
    expect(loggedAnswer(entry?.request_id)).toMatchObject({ route })
  }

  return { entriesBy, withoutAudit, loggedAnswer, expectOneEntryOrNoChange }
}
