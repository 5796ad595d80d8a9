import type { GenerationStatus } from '../../contracts/creative.ts'
import { asError, log } from '../platform/log.ts'
import type { GenerationContext } from './context.ts'
import type { Run } from './machine.ts'

/** Starts the machine for a committed row and tells the pages. A start that is lost is found by the sweep. */
export async function startRun(
  { machine, push }: GenerationContext,
  run: Run,
  status: GenerationStatus = 'queued',
) {
  const { workspaceId, generationId } = run
  await Promise.all([
    machine.start(run).catch((error: unknown) => log.warn('start failed, left to the sweep', asError(error))),
    push(workspaceId, { type: 'generation.progress', generationId, status }),
  ])
}
