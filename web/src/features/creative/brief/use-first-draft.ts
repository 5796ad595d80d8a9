import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { generationQuery } from '../queries.ts'
import { type Draft, readDraft } from './draft.ts'

/** What the brief form begins with: what an earlier order said, or what was being written in this tab. */
export const useFirstDraft = (copyOf: string | null): { draft: Draft | undefined; brandId?: string } => {
  const [kept] = useState(readDraft)
  const { data, isError } = useQuery({ ...generationQuery(copyOf ?? ''), enabled: copyOf !== null })
  if (!copyOf || isError) return { draft: kept }
  if (!data) return { draft: undefined }
  const draft = {
    brief: data.brief,
    aspectRatios: [...new Set(data.items.map((item) => item.aspectRatio))],
    count: data.items.length,
  }
  return { draft, brandId: data.brandId }
}
