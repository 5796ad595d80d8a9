import { useTranslation } from 'react-i18next'
import type { Brand } from '../../../../../contracts/brands.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import { BrandNews } from '../brands/brand-news.tsx'
import { BrandSwitcher } from '../brands/brand-switcher.tsx'
import { useBrandChoice } from '../brands/use-brand-choice.ts'
import { DeletionNotice } from '../deletions/deletion-news.tsx'
import { LatestGenerations } from '../generations/latest-generations.tsx'
import { BriefForm } from './brief-form.tsx'
import type { Draft } from './draft.ts'
import css from './studio.module.css'

type Props = {
  brands: Brand[]
  newest: Brand
  draft: Draft
  /** The brand of the generation that the draft was copied from. */
  copiedBrandId?: string | undefined
}

/** Where a brief is written and sent. */
export const Studio = ({ brands, newest, draft, copiedBrandId }: Props) => {
  const { t } = useTranslation()
  const { chosen = newest, choose } = useBrandChoice(brands, copiedBrandId)
  return (
    <div className={css.page}>
      <div className={css.studio}>
        <BrandNews />
        <DeletionNotice />
        <div className={css.top}>
          <PageTitle title={t('brief.title')} />
          <BrandSwitcher brands={brands} chosen={chosen} onChoose={choose} />
        </div>
        {copiedBrandId && <Notice>{t('brief.copied')}</Notice>}
        <BriefForm brandId={chosen.id} initial={draft} />
      </div>
      <LatestGenerations />
    </div>
  )
}
