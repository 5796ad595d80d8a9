import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { PageTitle } from '../../../ui/page-title.tsx'
import css from '../brands/brand-form.module.css'
import { BrandForm } from '../brands/brand-form.tsx'
import { BrandNews } from '../brands/brand-news.tsx'
import { DeletionNotice } from '../deletions/deletion-news.tsx'

/** What someone without a brand sees first: three steps to the first picture, and the first of them. */
export const Welcome = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className={css.welcome}>
      <BrandNews />
      <DeletionNotice />
      <div className={css.intro}>
        <PageTitle title={t('brand.welcomeTitle')} />
        <p className={css.lead}>{t('brand.welcomeText')}</p>
      </div>
      <ol className={css.steps} aria-label={t('brand.stepsLabel')}>
        <li aria-current="step">{t('brand.steps.brand')}</li>
        <li>{t('brand.steps.brief')}</li>
        <li>{t('brand.steps.pictures')}</li>
      </ol>
      <BrandForm
        onSaved={({ name }) => navigate('/', { state: { done: 'saved', name } satisfies BrandNews })}
      />
    </div>
  )
}
