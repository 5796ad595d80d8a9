import { ActionIcon } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { maxPictures } from '../../../../../contracts/creative.ts'
import css from './brief.module.css'

type Props = { count: number; least: number; onChange: (count: number) => void }

export const CountStepper = ({ count, least, onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('brief.count')}</legend>
      <div className={css.stepper}>
        <ActionIcon
          variant="default"
          size={44}
          radius="xl"
          aria-label={t('brief.fewer')}
          disabled={count <= least}
          onClick={() => onChange(count - 1)}
        >
          <IconMinus size={20} aria-hidden="true" />
        </ActionIcon>
        <output className={css.count} aria-label={t('brief.count')} aria-live="polite">
          {count}
        </output>
        <ActionIcon
          variant="default"
          size={44}
          radius="xl"
          aria-label={t('brief.more')}
          disabled={count >= maxPictures}
          onClick={() => onChange(count + 1)}
        >
          <IconPlus size={20} aria-hidden="true" />
        </ActionIcon>
        <p className={css.hint}>{t('brief.countHint')}</p>
      </div>
    </fieldset>
  )
}
