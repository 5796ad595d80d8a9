import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { generationQuery } from '../queries.ts'
import { type Draft, readDraft } from './draft.ts'

/** What the brief form begins with: what an earlier generation said, or what was being written in this tab. */
export const useFirstDraft = (copyOf: string | null): { draft: Draft | undefined; brandId?: string } => {
  const [kept] = useState(readDraft)
  const { data, isError } = useQuery({ ...generationQuery(copyOf ?? ''), enabled: copyOf !== null })
  if (!copyOf || isError) return { draft: kept }
  if (!data) return { draft: undefined }
  const draft = {
    brief: data.brief,
    aspectRatios: [...new Set(data.pictures.map((picture) => picture.aspectRatio))],
    count: data.pictures.length,
  }
  return { draft, brandId: data.brandId }
}
