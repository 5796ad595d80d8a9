import type { creativeEndpoints } from '../../../contracts/creative.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { GenerationContext } from '../context.ts'
import { toGeneration } from '../generations.ts'
import { readGeneration } from '../read-generation.ts'

export const getGeneration: Handle<typeof creativeEndpoints.getGeneration, GenerationContext> = async (
  { actor, params },
  { db, clock },
) => toGeneration(await readGeneration(db, actor.workspaceId, params.id), clock())
