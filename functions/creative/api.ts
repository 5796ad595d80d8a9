import { brandEndpoints } from '../../contracts/brands.ts'
import { creativeEndpoints } from '../../contracts/creative.ts'
import { readEnv } from '../platform/env.ts'
import { createApi } from '../platform/http/api.ts'
import { createGate } from '../platform/http/gate.ts'
import { archiveBrand } from './api/archive-brand.ts'
import { cancelGeneration } from './api/cancel-generation.ts'
import { createBrand } from './api/create-brand.ts'
import { createGeneration } from './api/create-generation.ts'
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
  { ...brandEndpoints, ...creativeEndpoints },
  {
    createBrand,
    listBrands,
    updateBrand,
    archiveBrand,
    restoreBrand,
    createGeneration,
    listGenerations,
    getGeneration,
    cancelGeneration,
    retryGeneration,
  },
  createGate(env, context.db, context.clock),
)
