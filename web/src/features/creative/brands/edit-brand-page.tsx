import { Button } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { type Brand, brandEndpoints } from '../../../../../contracts/brands.ts'
import { call } from '../../../app/api/api.ts'
import { useMay } from '../../../app/session/me.ts'
import { ForbiddenPage } from '../../../app/shell/forbidden-page.tsx'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { NotFoundPage } from '../../../app/shell/not-found-page.tsx'
import { PagePlaceholder } from '../../../app/shell/page-placeholder.tsx'
import { errorText } from '../../../app/words/error-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import { DeleteBrand } from '../deletions/delete-brand.tsx'
import { keys, useBrands } from '../queries.ts'
import css from './brand-form.module.css'
import { BrandForm } from './brand-form.tsx'
import type { BrandNews } from './brand-news.tsx'

const ArchiveBrand = ({ brand: { id, name } }: { brand: Brand }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const archive = useMutation({
    mutationFn: () => call(brandEndpoints.archiveBrand, { params: { id } }),
    onSuccess: async () => {
      navigate('/', { state: { done: 'archived', id, name } satisfies BrandNews })
      await client.invalidateQueries({ queryKey: keys.brands })
    },
  })
  return (
    <div className={css.archive}>
      <Button
        variant="default"
        loading={archive.isPending}
        leftSection={<IconArchive size={18} aria-hidden="true" />}
        aria-describedby="archive-text"
        onClick={() => archive.mutate()}
      >
        {t('brand.archive')}
      </Button>
      <p id="archive-text" className={css.hint}>
        {t('brand.archiveText')}
      </p>
      {archive.error && <Notice tone="alarm">{errorText(t, archive.error)}</Notice>}
    </div>
  )
}

export const EditBrandPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id } = useParams()
  const { brands, error, isPending, refetch } = useBrands()
  const mayEdit = useMay('updateBrand')
  const brand = brands.find((each) => each.id === id)
  if (!mayEdit) return <ForbiddenPage />
  if (error && !brand) return <LoadProblem error={error} onRetry={refetch} />
  if (isPending) return <PagePlaceholder />
  if (!brand) return <NotFoundPage />
  return (
    <div className={css.welcome}>
      <div className={css.intro}>
        <PageTitle title={t('brand.edit', { name: brand.name })} />
        <p className={css.lead}>{t('brand.editText')}</p>
      </div>
      <BrandForm
        key={brand.id}
        brand={brand}
        onSaved={({ name }) => navigate('/', { state: { done: 'updated', name } satisfies BrandNews })}
      />
      <ArchiveBrand brand={brand} />
      <DeleteBrand brand={brand} />
    </div>
  )
}
