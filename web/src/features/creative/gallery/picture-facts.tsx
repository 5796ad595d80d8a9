import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/words/format.ts'
import { placementKey } from '../formats.ts'
import css from './full-size.module.css'
import type { ReadyPicture } from './pictures.ts'

export const PictureFacts = ({ shown: { picture, asset, generation } }: { shown: ReadyPicture }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const size = `${t(placementKey(picture.aspectRatio))} ${picture.aspectRatio} · ${format.number(asset.width)} × ${format.number(asset.height)}`
  const model =
    picture.model && picture.model.used !== picture.model.asked
      ? t('viewer.successor', picture.model)
      : picture.model?.used
  const facts = [
    [t('viewer.altText'), picture.altText],
    [t('viewer.brief'), generation.brief],
    [t('viewer.prompt'), picture.prompt],
    [t('viewer.size'), size],
    [t('viewer.model'), model],
  ]
  return (
    <dl className={css.facts}>
      {facts.map(
        ([name, text]) =>
          text && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
