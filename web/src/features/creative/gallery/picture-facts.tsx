import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/words/format.ts'
import { placementKey } from '../formats.ts'
import css from './full-size.module.css'
import type { Picture } from './pictures.ts'

export const PictureFacts = ({ picture: { item, asset, generation } }: { picture: Picture }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const size = `${t(placementKey(item.aspectRatio))} ${item.aspectRatio} · ${format.number(asset.width)} × ${format.number(asset.height)}`
  const model =
    item.model && item.model.used !== item.model.asked ? t('viewer.successor', item.model) : item.model?.used
  const facts = [
    [t('viewer.altText'), item.altText],
    [t('viewer.brief'), generation.brief],
    [t('viewer.prompt'), item.prompt],
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
