import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './brand-form.module.css'
import { BrandForm } from './brand-form.tsx'

export const NewBrandPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className={css.welcome}>
      <div className={css.intro}>
        <PageTitle title={t('brand.title')} />
        <p className={css.lead}>{t('brand.welcomeText')}</p>
      </div>
      <BrandForm onSaved={({ name }) => navigate('/', { state: { saved: name } })} />
    </div>
  )
}
