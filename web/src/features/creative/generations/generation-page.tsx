import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { Placeholder } from '../../../ui/placeholder.tsx'
import { DeleteGeneration } from '../deletions/delete-generation.tsx'
import { DeletionNotice } from '../deletions/deletion-news.tsx'
import { PictureViewer, usePictureInAddress } from '../gallery/picture-viewer-host.tsx'
import { hungPictures } from '../gallery/pictures.ts'
import { useGeneration } from '../queries.ts'
import css from './generation.module.css'
import { GenerationActions } from './generation-actions.tsx'
import { GenerationHead } from './generation-head.tsx'
import cards from './picture-card.module.css'
import { PictureCard } from './picture-card.tsx'
import { summaryOf } from './summary.ts'

const GenerationPlaceholder = () => {
  const { t } = useTranslation()
  return (
    <div className={css.page} role="status" aria-label={t('common.loading')}>
      <Placeholder className={css.headPlaceholder} />
      <div className={cards.cards}>
        {['1 / 1', '4 / 5', '9 / 16'].map((aspectRatio) => (
          <Placeholder key={aspectRatio} className={cards.card} style={{ aspectRatio }} />
        ))}
      </div>
    </div>
  )
}

export const GenerationPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data: generation, error, refetch } = useGeneration(id)
  const viewer = usePictureInAddress()
  if (error && !generation) return <LoadProblem error={error} onRetry={refetch} />
  if (!generation) return <GenerationPlaceholder />

  const ready = generation.pictures.filter((picture) => picture.status === 'ready').length
  return (
    <div className={css.page} key={generation.id}>
      <GenerationHead generation={generation} ready={ready} />
      <GenerationActions generation={generation} />
      <ul className={cards.cards} aria-label={t('generation.pictures')}>
        {generation.pictures.map((picture, index) => (
          <PictureCard
            key={picture.id}
            picture={picture}
            number={index + 1}
            onOpen={() => viewer.open(picture.id)}
          />
        ))}
      </ul>
      <DeleteGeneration id={generation.id} />
      <DeletionNotice />
      <PictureViewer pictures={hungPictures([summaryOf(generation)])} address={viewer} />
    </div>
  )
}
