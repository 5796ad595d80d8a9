import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../../app/session/me.ts'

/** The way to what was deleted, for whoever may take it back. */
export const DeletedLink = () => {
  const { t } = useTranslation()
  const mayLook = useMay('listDeletions')
  return mayLook && <Link to="/deleted">{t('deletion.title')}</Link>
}
