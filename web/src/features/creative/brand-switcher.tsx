import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Brand } from '../../../../contracts/creative.ts'
import { useMay } from '../../app/me.ts'
import css from './brief.module.css'

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
  return (
    <Menu
      position="bottom-start"
      width={260}
      radius="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
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
      </Menu.Target>
      <Menu.Dropdown className={css.brands}>
        <Menu.Label>{t('brand.yours')}</Menu.Label>
        {brands.map((brand) => (
          <Menu.Item
            key={brand.id}
            aria-current={brand.id === chosen.id}
            leftSection={<Dots colours={brand.colours} />}
            rightSection={brand.id === chosen.id && <IconCheck size={18} aria-hidden="true" />}
            onClick={() => onChoose(brand.id)}
          >
            {brand.name}
          </Menu.Item>
        ))}
        {mayAdd && (
          <>
            <Menu.Divider />
            <Menu.Item
              component={Link}
              to="/brands/new"
              leftSection={<IconPlus size={18} aria-hidden="true" />}
            >
              {t('brand.add')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
