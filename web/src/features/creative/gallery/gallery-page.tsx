import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { excerpt } from '../../../../../contracts/excerpt.ts'
import { useMay } from '../../../app/session/me.ts'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import { Placeholder } from '../../../ui/placeholder.tsx'
import { DeletedLink } from '../deletions/deleted-link.tsx'
import { DeletionNotice } from '../deletions/deletion-news.tsx'
import top from '../deletions/deletions.module.css'
import { cssRatio, placementKey, widthOverHeight } from '../formats.ts'
import { MorePages } from '../more-pages.tsx'
import { useGenerations } from '../queries.ts'
import css from './gallery.module.css'
import { PictureViewer, usePictureInAddress } from './picture-viewer-host.tsx'
import { type HungPicture, hungPictures } from './pictures.ts'

/** Of the brief, in the name of a picture's button. */
const labelLetters = 80

const Tile = ({ shown, onOpen }: { shown: HungPicture; onOpen: () => void }) => {
  const { t } = useTranslation()
  const { picture, thumbnailUrl, number, generation } = shown
  const name = t('generation.open', { number, format: t(placementKey(picture.aspectRatio)) })
  return (
    <li
      className={css.tile}
      style={{ '--ratio': widthOverHeight(picture.aspectRatio) }}
      data-testid="gallery-picture"
    >
      <button
        type="button"
        className={css.open}
        aria-label={`${name}: ${excerpt(generation.brief, labelLetters)}`}
        onClick={onOpen}
      >
        <img
          src={thumbnailUrl}
          alt={picture.altText ?? ''}
          loading="lazy"
          decoding="async"
          style={{ aspectRatio: cssRatio(picture.aspectRatio) }}
        />
      </button>
    </li>
  )
}

const GalleryContent = () => {
  const { t } = useTranslation()
  const query = useGenerations()
  const mayMake = useMay('createGeneration')
  const { generations, isPending, error, refetch, hasNextPage } = query
  const viewer = usePictureInAddress()
  const pictures = useMemo(() => hungPictures(generations), [generations])

  if (error && generations.length === 0) return <LoadProblem error={error} onRetry={refetch} />
  if (isPending) {
    return (
      <div className={css.wall} role="status" aria-label={t('common.loading')}>
        {[1, 0.8, 0.5625, 1.78, 0.8, 1].map((ratio, index) => (
          <Placeholder
            // biome-ignore lint/suspicious/noArrayIndexKey: never changes.
            key={index}
            className={css.tile}
            style={{ '--ratio': ratio, aspectRatio: ratio }}
          />
        ))}
      </div>
    )
  }
  if (pictures.length === 0 && !hasNextPage) {
    return (
      <EmptyState
        title={t('gallery.emptyTitle')}
        text={t(mayMake ? 'gallery.emptyText' : 'workspace.emptyText')}
        action={mayMake && <LinkButton to="/">{t('common.goCreate')}</LinkButton>}
      />
    )
  }
  return (
    <>
      <ul className={css.wall}>
        {pictures.map((shown) => (
          <Tile key={shown.picture.id} shown={shown} onOpen={() => viewer.open(shown.picture.id)} />
        ))}
      </ul>
      <MorePages query={query} />
      {!hasNextPage && <p className={css.end}>{t('gallery.end')}</p>}
      <PictureViewer pictures={pictures} address={viewer} />
    </>
  )
}

/** Every shown of the workspace, newest generation first. */
export const GalleryPage = () => {
  const { t } = useTranslation()
  return (
    <div className={css.page}>
      <div className={top.top}>
        <PageTitle title={t('gallery.title')} />
        <DeletedLink />
      </div>
      <GalleryContent />
      <DeletionNotice />
    </div>
  )
}
