import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../../../app/session/me.ts'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { PagePlaceholder } from '../../../app/shell/page-placeholder.tsx'
import { ViewerHome } from '../gallery/viewer-home.tsx'
import { useBrands } from '../queries.ts'
import { Studio } from './studio.tsx'
import { useFirstDraft } from './use-first-draft.ts'

const Welcome = lazy(async () => ({ default: (await import('./welcome.tsx')).Welcome }))

/**
 * The front page: the brand first, where there is none yet; else the brief. `?from=gen_…` begins with that generation.
 * Whoever may only look finds the latest generations.
 */
export const CreatePage = () => {
  const { brands, error, isPending, refetch } = useBrands()
  const copyOf = useSearchParams()[0].get('from')
  const { draft, brandId } = useFirstDraft(copyOf)
  const mayMake = useMay('createGeneration')
  const [newest] = brands

  if (error && !newest) return <LoadProblem error={error} onRetry={refetch} />
  if (isPending || !draft) return <PagePlaceholder />
  if (!mayMake) return <ViewerHome isEmpty={!newest} />
  if (!newest) {
    return (
      <Suspense fallback={<PagePlaceholder />}>
        <Welcome />
      </Suspense>
    )
  }
  return <Studio key={copyOf} brands={brands} newest={newest} draft={draft} copiedBrandId={brandId} />
}
