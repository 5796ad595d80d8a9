import { creativeEndpoints } from '../../contracts/creative.ts'
import { readEnv } from '../platform/env.ts'
import { createApi, route } from '../platform/http.ts'
import { createTokenVerifier } from '../platform/tokens.ts'
import { cancelGeneration } from './api/cancel-generation.ts'
import { createBrand } from './api/create-brand.ts'
import { createGeneration } from './api/create-generation.ts'
import { getGeneration } from './api/get-generation.ts'
import { listBrands } from './api/list-brands.ts'
import { listGenerations } from './api/list-generations.ts'
import { retryGeneration } from './api/retry-generation.ts'
import { orderContext } from './context.ts'
import { apiEnv } from './env.ts'

const routes = [
  route(creativeEndpoints.createBrand, createBrand),
  route(creativeEndpoints.listBrands, listBrands),
  route(creativeEndpoints.createGeneration, createGeneration),
  route(creativeEndpoints.listGenerations, listGenerations),
  route(creativeEndpoints.getGeneration, getGeneration),
  route(creativeEndpoints.cancelGeneration, cancelGeneration),
  route(creativeEndpoints.retryGeneration, retryGeneration),
]

const env = readEnv(apiEnv)
export const handler = createApi(orderContext(env), routes, createTokenVerifier(env))
