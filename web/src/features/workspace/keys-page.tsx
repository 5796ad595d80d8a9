import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session/me.ts'
import { Section } from '../../app/settings/section.tsx'
import css from '../../app/settings/settings.module.css'
import { PageTitle } from '../../ui/page-title.tsx'
import { ApiKeys } from './api-keys.tsx'
import { CreateKey } from './create-key.tsx'
import { type MadeKey, NewKey } from './new-key.tsx'

/** Keys with which programs act in the workspace. */
export const KeysPage = () => {
  const { t } = useTranslation()
  const [made, setMade] = useState<MadeKey | null>(null)
  const mayCreate = useMay('createApiKey')
  return (
    <>
      <PageTitle title={t('settings.keys.title')} />
      <p className={css.soft}>
        {t('settings.keys.about')} <a href="/docs">{t('settings.keys.docs')}</a>
      </p>
      {mayCreate && (
        <Section title={t('settings.keys.createTitle')}>
          {made ? <NewKey made={made} onKept={() => setMade(null)} /> : <CreateKey onMade={setMade} />}
        </Section>
      )}
      <Section title={t('settings.keys.listTitle')}>
        <ApiKeys />
      </Section>
    </>
  )
}
