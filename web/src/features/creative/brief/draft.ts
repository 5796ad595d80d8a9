import * as z from 'zod'
import { aspectRatio, maxPictures } from '../../../../../contracts/creative.ts'
import { currentScope } from '../../../app/session/session.ts'
import { perTab } from '../../../app/session/storage.ts'

const draft = z.object({
  brief: z.string(),
  aspectRatios: z.array(aspectRatio),
  count: z.number().int().min(1).max(maxPictures),
})
export type Draft = z.infer<typeof draft>

export const emptyDraft: Draft = { brief: '', aspectRatios: ['1:1', '4:5', '9:16', '16:9'], count: 4 }

const storageKey = () => `dhol.draft.${currentScope()}`

/** The brief as far as it was written in this tab: it outlives a reload and a log in that comes in between. */
export const readDraft = (): Draft => {
  try {
    return draft.safeParse(JSON.parse(perTab.get(storageKey()) ?? '')).data ?? emptyDraft
  } catch {
    return emptyDraft
  }
}

export const keepDraft = (next: Draft) => perTab.set(storageKey(), JSON.stringify(next))
