import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deletion } from '../../../../../contracts/deletions.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { DeletePicture } from '../deletions/delete-picture.tsx'
import { useBrands } from '../queries.ts'
import { fileName } from './file-name.ts'
import css from './full-size.module.css'
import { PictureFacts } from './picture-facts.tsx'
import type { ReadyPicture } from './pictures.ts'

type Props = {
  shown: ReadyPicture
  position: { number: number; total: number }
  previousId: string | undefined
  nextId: string | undefined
  onTurn: (id: string) => void
  onClose: () => void
  onDeleted: (deletion: Deletion) => void
}

/** One picture as large as the screen allows, with all that is known of it. Arrow keys turn to its neighbours. */
export const FullSize = ({ shown, position, previousId, nextId, onTurn, onClose, onDeleted }: Props) => {
  const { t } = useTranslation()
  const { brands } = useBrands()
  const [missingUrl, setMissingUrl] = useState('')
  const { picture, asset, generation } = shown
  const brandName = brands.find(({ id }) => id === generation.brandId)?.name ?? ''

  // On the window: the arrows work wherever in the dialog the focus is, and before it has arrived there.
  useEffect(() => {
    const turnByKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft' && previousId) onTurn(previousId)
      if (event.key === 'ArrowRight' && nextId) onTurn(nextId)
    }
    window.addEventListener('keydown', turnByKey)
    return () => window.removeEventListener('keydown', turnByKey)
  }, [previousId, nextId, onTurn])

  return (
    <Dialog opened onClose={onClose} label={t('viewer.label')} fullScreen>
      <div className={css.viewer}>
        <div className={css.stage}>
          {missingUrl === asset.url ? (
            <p role="alert">{t('viewer.missing')}</p>
          ) : (
            <img
              key={asset.url}
              className={css.picture}
              src={asset.url}
              alt={picture.altText ?? generation.brief}
              width={asset.width}
              height={asset.height}
              onError={() => setMissingUrl(asset.url)}
              style={{ backgroundImage: `url("${asset.thumbnailUrl}")` }}
            />
          )}
        </div>
        <div className={css.bar}>
          <ActionIcon
            variant="default"
            size={44}
            radius="xl"
            aria-label={t('viewer.previous')}
            disabled={!previousId}
            onClick={() => previousId && onTurn(previousId)}
          >
            <IconChevronLeft aria-hidden="true" />
          </ActionIcon>
          <span className={css.position} aria-live="polite">
            {t('viewer.position', position)}
          </span>
          <ActionIcon
            variant="default"
            size={44}
            radius="xl"
            aria-label={t('viewer.next')}
            disabled={!nextId}
            onClick={() => nextId && onTurn(nextId)}
          >
            <IconChevronRight aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={44}
            radius="xl"
            className={css.close}
            aria-label={t('viewer.close')}
            data-autofocus
            onClick={onClose}
          >
            <IconX aria-hidden="true" />
          </ActionIcon>
        </div>
        <aside className={css.side}>
          <Button
            component="a"
            href={asset.url}
            download={fileName(brandName, picture, asset.contentType)}
            leftSection={<IconDownload size={20} aria-hidden="true" />}
            size="md"
          >
            {t('viewer.download')}
          </Button>
          <PictureFacts shown={shown} />
          <LinkButton to={`/generations/${generation.id}`} variant="default">
            {t('viewer.toGeneration')}
          </LinkButton>
          <DeletePicture key={picture.id} id={picture.id} onDeleted={onDeleted} />
        </aside>
      </div>
    </Dialog>
  )
}
