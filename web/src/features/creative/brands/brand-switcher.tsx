import { Button } from '@mantine/core'
import { IconChevronDown, IconPencil, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../../../../contracts/brands.ts'
import { useMay } from '../../../app/session/me.ts'
import { SwitchMenu } from '../../../ui/switch-menu.tsx'
import css from './brand-switcher.module.css'

const Dots = ({ colours }: { colours: string[] }) => (
  <span className={css.dots} aria-hidden="true">
    {colours.slice(0, 3).map((colour, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same colour may stand twice.
      <span key={index} style={{ background: colour }} />
    ))}
  </span>
)

type Props = { brands: Brand[]; chosen: Brand; onChoose: (id: string) => void }

export const BrandSwitcher = ({ brands, chosen, onChoose }: Props) => {
  const { t } = useTranslation()
  const mayAdd = useMay('createBrand')
  const mayEdit = useMay('updateBrand')
  return (
    <SwitchMenu
      target={
        <Button
          variant="default"
          radius="xl"
          className={css.switcher}
          leftSection={<Dots colours={chosen.colours} />}
          rightSection={<IconChevronDown size={18} aria-hidden="true" />}
          aria-label={t('brand.switch', { name: chosen.name })}
        >
          {chosen.name}
        </Button>
      }
      heading={t('brand.yours')}
      choices={brands.map(({ id, name, colours }) => ({ id, text: name, icon: <Dots colours={colours} /> }))}
      chosenId={chosen.id}
      onChoose={onChoose}
      ways={[
        ...(mayEdit
          ? [
              {
                to: `/brands/${chosen.id}`,
                text: t('brand.edit', { name: chosen.name }),
                icon: <IconPencil size={18} aria-hidden="true" />,
              },
            ]
          : []),
        ...(mayAdd
          ? [{ to: '/brands/new', text: t('brand.add'), icon: <IconPlus size={18} aria-hidden="true" /> }]
          : []),
      ]}
    />
  )
}
