import type { EventDetail } from '../../../contracts/events.ts'
import { readEnv } from '../../platform/env.ts'
import { subscriber } from '../../platform/lambda.ts'
import { type RemovalContext, removalContext } from '../context.ts'
import { removeAllOf } from '../deletions/remove.ts'
import { removalEnv } from '../env.ts'

/** Removes the brands, generations and pictures of a workspace that is gone for good, with their files. */
const removeWorkspace = ({ workspaceId }: EventDetail<'workspace.removed'>, context: RemovalContext) =>
  removeAllOf(workspaceId, context)

export const handler = subscriber('workspace.removed', removeWorkspace, removalContext(readEnv(removalEnv)))
