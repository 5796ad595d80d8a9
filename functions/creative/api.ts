import { brandEndpoints } from '../../contracts/brands.ts'
import { creativeEndpoints } from '../../contracts/creative.ts'
import { deletionEndpoints } from '../../contracts/deletions.ts'
import { readEnv } from '../platform/env.ts'
import { createApi } from '../platform/http/api.ts'
import { createGate } from '../platform/http/gate.ts'
import { archiveBrand } from './api/archive-brand.ts'
import { cancelGeneration } from './api/cancel-generation.ts'
import { createBrand } from './api/create-brand.ts'
import { createGeneration } from './api/create-generation.ts'
import { deleteBrand } from './api/deletions/delete-brand.ts'
import { deleteGeneration } from './api/deletions/delete-generation.ts'
import { deletePicture } from './api/deletions/delete-picture.ts'
import { listDeletions } from './api/deletions/list-deletions.ts'
import { restoreDeletion } from './api/deletions/restore-deletion.ts'
import { getBrandContents } from './api/get-brand-contents.ts'
import { getGeneration } from './api/get-generation.ts'
import { listBrands } from './api/list-brands.ts'
import { listGenerations } from './api/list-generations.ts'
import { restoreBrand } from './api/restore-brand.ts'
import { retryGeneration } from './api/retry-generation.ts'
import { updateBrand } from './api/update-brand.ts'
import { generationContext } from './context.ts'
import { apiEnv } from './env.ts'

const env = readEnv(apiEnv)
const context = generationContext(env)

export const handler = createApi(
  context,
  { ...brandEndpoints, ...creativeEndpoints, ...deletionEndpoints },
  {
    createBrand,
    listBrands,
    getBrandContents,
    updateBrand,
    archiveBrand,
    restoreBrand,
    createGeneration,
    listGenerations,
    getGeneration,
    cancelGeneration,
    retryGeneration,
    deleteBrand,
    deleteGeneration,
    deletePicture,
    listDeletions,
    restoreDeletion,
  },
  createGate(env, context.db, context.clock),
)
