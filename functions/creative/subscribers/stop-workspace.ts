import type { EventDetail } from '../../../contracts/events.ts'
import { readEnv } from '../../platform/env.ts'
import { subscriber } from '../../platform/lambda.ts'
import { cancelUnderWay } from '../cancel.sql.ts'
import { type FinishContext, finishContext } from '../context.ts'
import { finishEnv } from '../env.ts'
import { tellCancelled } from '../tell-cancelled.ts'

/** Cancels everything that is under way in a workspace that was deleted. */
async function stopWorkspace({ workspaceId }: EventDetail<'workspace.deleted'>, context: FinishContext) {
  const now = new Date(context.clock())
  const cancelled = await cancelUnderWay(context.db.of({ workspaceId }), workspaceId, now)
  await tellCancelled(context, workspaceId, cancelled, now)
}

export const handler = subscriber('workspace.deleted', stopWorkspace, finishContext(readEnv(finishEnv)))
