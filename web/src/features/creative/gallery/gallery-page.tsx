import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session/me.ts'
import { LoadProblem } from '../../../app/shell/load-problem.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { PageTitle } from '../../../ui/page-title.tsx'
import { Placeholder } from '../../../ui/placeholder.tsx'
import { cssRatio, placementKey, widthOverHeight } from '../formats.ts'
import { MorePages } from '../more-pages.tsx'
import { useGenerations } from '../queries.ts'
import css from './gallery.module.css'
import { PictureViewer, usePictureInAddress } from './picture-viewer-host.tsx'
import { type Picture, readyPictures } from './pictures.ts'

const Tile = ({ picture, onOpen }: { picture: Picture; onOpen: () => void }) => {
  const { t } = useTranslation()
  const { item, asset, number, generation } = picture
  const name = t('order.open', { number, format: t(placementKey(item.aspectRatio)) })
  return (
    <li
      className={css.tile}
      style={{ '--ratio': widthOverHeight(item.aspectRatio) }}
      data-testid="gallery-picture"
    >
      <button
        type="button"
        className={css.open}
        aria-label={`${name}: ${generation.brief.slice(0, 80)}`}
        onClick={onOpen}
      >
        <img
          src={asset.thumbnailUrl}
          alt={item.altText ?? ''}
          loading="lazy"
          decoding="async"
          style={{ aspectRatio: cssRatio(item.aspectRatio) }}
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
  const pictures = useMemo(() => readyPictures(generations), [generations])

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
        {pictures.map((picture) => (
          <Tile key={picture.item.id} picture={picture} onOpen={() => viewer.open(picture.item.id)} />
        ))}
      </ul>
      <MorePages query={query} />
      {!hasNextPage && <p className={css.end}>{t('gallery.end')}</p>}
      <PictureViewer pictures={pictures} address={viewer} />
    </>
  )
}

/** Every picture of the workspace, newest order first. */
export const GalleryPage = () => {
  const { t } = useTranslation()
  return (
    <div className={css.page}>
      <PageTitle title={t('gallery.title')} />
      <GalleryContent />
    </div>
  )
}
