import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import * as z from 'zod'
import { brandEndpoints } from '../../../../../contracts/brands.ts'
import { call } from '../../../app/api/api.ts'
import { errorText } from '../../../app/words/error-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { keys } from '../queries.ts'
import { rememberBrand } from './use-brand-choice.ts'

/** What was done to a brand on the page before, as that page hands it on. */
const brandNews = z.union([
  z.object({ done: z.enum(['saved', 'updated', 'restored']), name: z.string() }),
  z.object({ done: z.literal('archived'), name: z.string(), id: z.string() }),
])
export type BrandNews = z.infer<typeof brandNews>

const Archived = ({ id, name }: { id: string; name: string }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const restore = useMutation({
    mutationFn: () => call(brandEndpoints.restoreBrand, { params: { id } }),
    onSuccess: async () => {
      rememberBrand(id)
      await client.invalidateQueries({ queryKey: keys.brands })
      navigate('/', { replace: true, state: { done: 'restored', name } satisfies BrandNews })
    },
  })
  return (
    <>
      <Notice
        actions={
          <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('brand.undo')}
          </Button>
        }
      >
        {t('brand.archived', { name })}
      </Notice>
      {restore.error && <Notice tone="alarm">{errorText(t, restore.error)}</Notice>}
    </>
  )
}

/** Says what was just done to a brand, and lets an archived one come back. */
export const BrandNews = () => {
  const { t } = useTranslation()
  const news = brandNews.safeParse(useLocation().state).data
  const restored = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone.
  useEffect(() => {
    if (news?.done === 'restored') restored.current?.focus({ preventScroll: true })
  }, [news?.done])
  if (!news) return null
  if (news.done === 'archived') return <Archived id={news.id} name={news.name} />
  return (
    <div ref={restored} tabIndex={-1}>
      <Notice tone="good">{t(`brand.${news.done}`, { name: news.name })}</Notice>
    </div>
  )
}
