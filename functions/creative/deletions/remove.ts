import type { RemovalContext } from '../context.ts'
import {
  beginRemoval,
  type DoomedPicture,
  type Due,
  deleteGenerations,
  deleteMarked,
  deletePictures,
  deleteRestOfWorkspace,
  listDoomedPictures,
  listGenerationsOfWorkspace,
  listPicturesOfWorkspace,
} from './removal.sql.ts'

/** Removes what one deletion marks, with its files, for good. Who dies half-way is followed by the next run. */
export async function removeDeletion(due: Due, outside: RemovalContext): Promise<void> {
  const { workspaceId } = due
  const context = { ...outside, db: outside.db.of({ workspaceId }) }
  const { db, clock } = context
  await beginRemoval(db, due, new Date(clock()))
  await removePictures(workspaceId, () => listDoomedPictures(db, due), context)
  await deleteMarked(db, due)
}

/** Removes everything of a workspace, with its files, for good. It too may be begun again. */
export async function removeAllOf(workspaceId: string, outside: RemovalContext): Promise<void> {
  const context = { ...outside, db: outside.db.of({ workspaceId }) }
  const { db } = context
  await removePictures(workspaceId, () => listPicturesOfWorkspace(db, workspaceId), context)
  await inBatches(
    () => listGenerationsOfWorkspace(db, workspaceId),
    (generations) => deleteGenerations(db, workspaceId, idsOf(generations)),
  )
  await deleteRestOfWorkspace(db, workspaceId)
}

/** The files first: as long as the row is there, they are found again. */
const removePictures = (
  workspaceId: string,
  list: () => Promise<DoomedPicture[]>,
  { db, objects }: RemovalContext,
) =>
  inBatches(list, async (pictures) => {
    await objects.removeAll(pictures.map(({ storageKey }) => storageKey))
    await deletePictures(db, workspaceId, idsOf(pictures))
  })

/** Until the list, which must grow shorter by it, is empty. */
async function inBatches<T>(list: () => Promise<T[]>, remove: (batch: T[]) => Promise<unknown>) {
  for (let batch = await list(); batch.length > 0; batch = await list()) await remove(batch)
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)
