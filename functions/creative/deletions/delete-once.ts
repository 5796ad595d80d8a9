import { briefExcerpt } from '../../../contracts/creative.ts'
import type { Deletion, DeletionKind } from '../../../contracts/deletions.ts'
import { excerpt } from '../../../contracts/excerpt.ts'
import { restorableSince } from '../../../contracts/restorable.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { Member, RequestInfo } from '../../platform/http/actor.ts'
import { cancelUnderWay } from '../cancel.sql.ts'
import type { GenerationContext } from '../context.ts'
import { tellCancelled } from '../tell-cancelled.ts'
import { findDeletion, insertDeletion } from './deletions.sql.ts'
import { noSuch, toDeletion } from './deletions.ts'
import type { Subject } from './marks.sql.ts'

type Asked = { actor: Member; params: { id: string }; request: RequestInfo }

/** How things of one kind are found and marked. */
type Way = {
  kind: DeletionKind
  hold: (tx: Tx, workspaceId: string, id: string) => Promise<Subject | undefined>
  mark: (tx: Tx, workspaceId: string, id: string, deletionId: string) => Promise<unknown>
}

/**
 * Deletes a thing, and stops what is under way in it. What is deleted already is no error: who asks twice gets the same
 * deletion.
 * @throws NotFound
 */
export async function deleteOnce(
  { actor, params: { id }, request }: Asked,
  { kind, hold, mark }: Way,
  context: GenerationContext,
): Promise<Deletion> {
  const { workspaceId } = actor
  const now = new Date(context.clock())
  const { row, cancelled } = await context.db.transaction(async (tx) => {
    const subject = await hold(tx, workspaceId, id)
    if (!subject) throw noSuch[kind]()
    if (subject.deletionId !== null) {
      const earlier = await findDeletion(tx, workspaceId, subject.deletionId, restorableSince(now.getTime()))
      if (!earlier) throw noSuch[kind]()
      return { row: earlier, cancelled: [] }
    }
    const title = excerpt(subject.title, briefExcerpt)
    const by = { deletedBy: actor.name, deletedAt: now.toISOString() }
    const row = { id: context.newId('del'), kind, subjectId: id, title, ...by }
    await insertDeletion(tx, workspaceId, row, actor.id)
    await mark(tx, workspaceId, id, row.id)
    const cancelled = await cancelUnderWay(tx, workspaceId, now, { deletionId: row.id })
    const actions = {
      brand: 'brand.deleted',
      generation: 'generation.deleted',
      picture: 'picture.deleted',
    } as const
    const change = { action: actions[kind], subject: id, before: { title } }
    await record(tx, byCaller(actor, request), change, now)
    return { row, cancelled }
  })
  await tellCancelled(context, workspaceId, cancelled, now)
  return toDeletion(row)
}
