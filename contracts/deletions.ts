import * as z from 'zod'
import { idOf, instant, pageOf, pageQuery } from './common.ts'
import { creativeTag } from './creative.ts'
import { endpoint, tagged } from './endpoint.ts'
import { restorableDays } from './restorable.ts'

export const deletionKinds = ['brand', 'generation', 'picture'] as const
export type DeletionKind = (typeof deletionKinds)[number]

export const deletion = z.object({
  id: idOf('del'),
  kind: z.enum(deletionKinds),
  /** Of the brand, generation or picture that somebody deleted. */
  subjectId: z.string(),
  /** What it was called, or the beginning of what it says. */
  title: z.string(),
  deletedBy: z.string(),
  deletedAt: instant,
  /** From then on it cannot be restored. */
  removedAt: instant,
})
export type Deletion = z.infer<typeof deletion>

export const deletionEndpoints = tagged(creativeTag, {
  deleteBrand: endpoint({
    service: 'creative',
    method: 'DELETE',
    path: '/v1/brands/{id}',
    auth: 'member',
    summary: `Deletes a brand with its generations, and stops those under way. It can be restored for ${restorableDays} days.`,
    audits: ['brand.deleted'],
    params: z.strictObject({ id: idOf('brd') }),
    status: 200,
    response: deletion,
  }),
  deleteGeneration: endpoint({
    service: 'creative',
    method: 'DELETE',
    path: '/v1/generations/{id}',
    auth: 'member',
    summary: `Deletes a generation with its pictures, and stops it if it is under way. It can be restored for ${restorableDays} days.`,
    audits: ['generation.deleted'],
    params: z.strictObject({ id: idOf('gen') }),
    status: 200,
    response: deletion,
  }),
  deletePicture: endpoint({
    service: 'creative',
    method: 'DELETE',
    path: '/v1/pictures/{id}',
    auth: 'member',
    summary: `Deletes one picture that is finished. It can be restored for ${restorableDays} days.`,
    audits: ['picture.deleted'],
    params: z.strictObject({ id: idOf('pic') }),
    status: 200,
    response: deletion,
    errors: ['under_way'],
  }),
  listDeletions: endpoint({
    service: 'creative',
    method: 'GET',
    path: '/v1/deletions',
    auth: 'member',
    summary: 'Lists what was deleted and can be restored, newest first.',
    query: pageQuery('del'),
    status: 200,
    response: pageOf(deletion),
  }),
  restoreDeletion: endpoint({
    service: 'creative',
    method: 'POST',
    path: '/v1/deletions/{id}/restore',
    auth: 'member',
    summary: 'Takes back what one deletion took away. What was stopped stays stopped.',
    audits: ['deletion.undone'],
    params: z.strictObject({ id: idOf('del') }),
    status: 200,
    response: deletion,
    errors: ['restore_first'],
  }),
})
