import * as z from 'zod'
import { idOf, instant } from '../common.ts'
import { generationStatuses, picture } from '../creative.ts'

const generationId = idOf('gen')

/** What the creative service tells open pages. */
export const creativeNews = [
  /** A generation is under way; `pictures` are those that have changed, as they are now. */
  z.object({
    type: z.literal('generation.progress'),
    generationId,
    status: z.enum(generationStatuses),
    pictures: z.array(picture),
  }),
  z.object({
    type: z.literal('generation.finished'),
    generationId,
    status: z.enum(generationStatuses),
    finishedAt: instant,
  }),
] as const
export type CreativeNews = z.infer<(typeof creativeNews)[number]>
