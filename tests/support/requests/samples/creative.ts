import { newSecret } from '../../../../functions/platform/crypto/ids.ts'
import { newId, type Scene } from '../endpoint-callers.ts'
import { type Samples, tomorrow } from './sample.ts'

async function insertBrand({ superuser, workspaceId, marker }: Scene, archivedAt?: Date) {
  const id = newId('brd')
  const row = { id, workspace_id: workspaceId, name: marker, sells: marker, audience: '', tone: '' }
  await superuser.insert('creative.brands', {
    ...row,
    colours: [],
    created_at: new Date(),
    archived_at: archivedAt,
  })
  return id
}

/** A generation with one picture. Its last change lies ahead, so that the sweep does not take it for lost. */
async function insertGeneration(scene: Scene, status: 'queued' | 'failed') {
  const { superuser, workspaceId, marker } = scene
  const id = newId('gen')
  const common = { workspace_id: workspaceId, status, updated_at: tomorrow() }
  await superuser.insert('creative.generations', {
    ...common,
    id,
    brand_id: await insertBrand(scene),
    brief: marker,
    credits: 1,
    input_hash: '',
    created_at: new Date(),
    turn_at: new Date(),
    turn_pictures: 0, // Nobody draws it: it takes no room from those that are drawn.
    finished_at: status === 'failed' ? new Date() : null,
  })
  await superuser.insert('creative.pictures', {
    ...common,
    id: newId('pic'),
    generation_id: id,
    position: 0,
    aspect_ratio: '1:1',
    storage_key: newSecret(),
    expected_seconds: 1,
  })
  return id
}

async function insertPicture(scene: Scene) {
  const generationId = await insertGeneration(scene, 'failed')
  const pictures = await scene.superuser.rows<{ id: string }>(
    'select id from creative.pictures where generation_id = $1',
    [generationId],
  )
  return pictures[0]?.id ?? ''
}

/** Of a brand. */
async function insertDeletion(scene: Scene) {
  const { superuser, workspaceId, marker } = scene
  const [id, subjectId] = [newId('del'), await insertBrand(scene)]
  await superuser.insert('creative.deletions', {
    id,
    workspace_id: workspaceId,
    kind: 'brand',
    subject_id: subjectId,
    title: marker,
    deleted_by: marker,
    deleted_by_id: scene.owner.id,
    deleted_at: new Date(),
  })
  await superuser.rows('update creative.brands set deletion_id = $1 where id = $2', [id, subjectId])
  return id
}

export const creativeSamples = {
  createBrand: () => ({ body: { name: 'Chai Point' } }),
  listBrands: async (scene) => ({ query: { cursor: await insertBrand(scene) } }),
  getBrandContents: async (scene) => ({ params: { id: await insertBrand(scene) } }),
  updateBrand: async (scene) => ({ params: { id: await insertBrand(scene) }, body: { tone: 'Warm' } }),
  archiveBrand: async (scene) => ({ params: { id: await insertBrand(scene) } }),
  restoreBrand: async (scene) => ({ params: { id: await insertBrand(scene, new Date()) } }),
  createGeneration: async (scene) => ({
    body: { brandId: await insertBrand(scene), brief: 'Diwali', aspectRatios: ['1:1'], count: 1 },
  }),
  listGenerations: async (scene) => ({ query: { cursor: await insertGeneration(scene, 'failed') } }),
  getGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'failed') } }),
  cancelGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'queued') } }),
  retryGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'failed') } }),
  deleteBrand: async (scene) => ({ params: { id: await insertBrand(scene) } }),
  deleteGeneration: async (scene) => ({ params: { id: await insertGeneration(scene, 'queued') } }),
  deletePicture: async (scene) => ({ params: { id: await insertPicture(scene) } }),
  listDeletions: async (scene) => ({ query: { cursor: await insertDeletion(scene) } }),
  restoreDeletion: async (scene) => ({ params: { id: await insertDeletion(scene) } }),
} satisfies Samples
