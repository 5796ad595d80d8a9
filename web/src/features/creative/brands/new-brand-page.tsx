import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../../../app/session/me.ts'
import { ForbiddenPage } from '../../../app/shell/forbidden-page.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import css from './brand-form.module.css'
import { BrandForm } from './brand-form.tsx'
import type { BrandNews } from './brand-news.tsx'

export const NewBrandPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayMake = useMay('createBrand')
  if (!mayMake) return <ForbiddenPage />
  return (
    <div className={css.welcome}>
      <div className={css.intro}>
        <PageTitle title={t('brand.title')} />
        <p className={css.lead}>{t('brand.welcomeText')}</p>
      </div>
      <BrandForm
        onSaved={({ name }) => navigate('/', { state: { done: 'saved', name } satisfies BrandNews })}
      />
    </div>
  )
}
