import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { LoadProblem } from '../../app/load-problem.tsx'
import { PagePlaceholder } from '../../app/page-placeholder.tsx'
import { useBrands } from './queries.ts'
import { Studio } from './studio.tsx'
import { useFirstDraft } from './use-first-draft.ts'

const Welcome = lazy(async () => ({ default: (await import('./welcome.tsx')).Welcome }))

/** The front page: the brand first, for who has none yet; else the brief. `?from=gen_…` begins with that order. */
export const CreatePage = () => {
  const { brands, error, isPending, refetch } = useBrands()
  const copyOf = useSearchParams()[0].get('from')
  const { draft, brandId } = useFirstDraft(copyOf)
  const [newest] = brands

  if (error && !newest) return <LoadProblem error={error} onRetry={refetch} />
  if (isPending || !draft) return <PagePlaceholder />
  if (!newest) {
    return (
      <Suspense fallback={<PagePlaceholder />}>
        <Welcome />
      </Suspense>
    )
  }
  return <Studio key={copyOf} brands={brands} newest={newest} draft={draft} copiedBrandId={brandId} />
}
