import '@mantine/core/styles/ColorSwatch.layer.css'
import '@mantine/core/styles/ColorPicker.layer.css'
import '@mantine/core/styles/ColorInput.layer.css'
import { ActionIcon, Button, ColorInput, ColorPicker, MantineThemeProvider } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './brand-form.module.css'

const maxColours = 6
const swatches = [
  '#B3124F',
  '#E8442E',
  '#F2700F',
  '#F2A20D',
  '#FFD84D',
  '#7A9E1F',
  '#1B7048',
  '#0E7C86',
  '#1D4E9E',
  '#3B2A7E',
  '#6B2C16',
  '#2B1220',
  '#FBF3E4',
  '#FFFFFF',
]

type Props = {
  colours: string[]
  onChange: (colours: string[]) => void
  errorAt: (index: number) => ReactNode
}

export const ColourFields = ({ colours, onChange, errorAt }: Props) => {
  const { t } = useTranslation()
  // ColorInput does not hand these names on to the picker in it.
  const names = ColorPicker.extend({
    defaultProps: { saturationLabel: t('brand.shade'), hueLabel: t('brand.hue') },
  })
  return (
    <fieldset className={css.colours}>
      <legend className={css.legend}>{t('brand.colours')}</legend>
      <p className={css.hint}>{t('brand.coloursHint')}</p>
      <MantineThemeProvider inherit theme={{ components: { ColorPicker: names } }}>
        <div className={css.colourGrid}>
          {colours.map((colour, index) => {
            const number = index + 1
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a colour has nothing else to be known by.
              <div key={index} className={css.colour}>
                <ColorInput
                  aria-label={t('brand.colour', { number })}
                  value={colour}
                  onChange={(next) => onChange(colours.with(index, next))}
                  error={errorAt(index)}
                  swatches={swatches}
                  swatchesPerRow={7}
                  withEyeDropper={false}
                  popoverProps={{ withinPortal: true }}
                  size="md"
                />
                <ActionIcon
                  variant="subtle"
                  size={42}
                  aria-label={t('brand.removeColour', { number })}
                  onClick={() => onChange(colours.filter((_, at) => at !== index))}
                >
                  <IconTrash size={18} aria-hidden="true" />
                </ActionIcon>
              </div>
            )
          })}
        </div>
      </MantineThemeProvider>
      {colours.length < maxColours && (
        <Button
          variant="light"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() =>
            onChange([...colours, swatches[(colours.length * 3) % swatches.length] ?? '#B3124F'])
          }
        >
          {t('brand.addColour')}
        </Button>
      )}
    </fieldset>
  )
}
