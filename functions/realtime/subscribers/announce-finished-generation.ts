import type { EventDetail } from '../../../contracts/events.ts'
import { subscriber } from '../../platform/lambda.ts'
import { createContext, type RealtimeContext } from '../context.ts'

const announceFinishedGeneration = async (
  { workspaceId, generationId, status, finishedAt }: EventDetail<'generation.finished'>,
  { tell }: RealtimeContext,
) => tell(workspaceId, { type: 'generation.finished', generationId, status, finishedAt })

export const handler = subscriber('generation.finished', announceFinishedGeneration, createContext())
