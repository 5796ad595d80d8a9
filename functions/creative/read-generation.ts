import type { Db } from '../platform/data/db.ts'
import { NotFound } from '../platform/errors.ts'
import { findGeneration } from './generations.sql.ts'
import type { GenerationRow } from './generations.ts'

export const noSuchGeneration = () =>
  new NotFound('There is no such generation in this workspace. Open your pictures to find it.')

/** @throws NotFound, also for another workspace's */
export async function readGeneration(db: Db, workspaceId: string, id: string): Promise<GenerationRow> {
  const found = await findGeneration(db, workspaceId, id)
  if (!found) throw noSuchGeneration()
  return found
}
