import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Rani, the magenta of festival cloth. The shades that the page shows are in theme.css, for light and dark. */
const rani: MantineColorsTuple = [
  '#fff0f5',
  '#ffdbe7',
  '#ffb3cc',
  '#ff85ae',
  '#f85a90',
  '#e23374',
  '#c51b5e',
  '#a8124d',
  '#870d3d',
  '#65082d',
]

export const theme = createTheme({
  primaryColor: 'rani',
  colors: { rani },
  respectReducedMotion: true,
  defaultRadius: 'md',
})
