import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './shell.module.css'

/** While the code of a page is on its way. */
export const PagePlaceholder = () => {
  const { t } = useTranslation()
  return (
    <div className={css.placeholder} role="status" aria-label={t('common.loading')}>
      <Loader />
    </div>
  )
}
