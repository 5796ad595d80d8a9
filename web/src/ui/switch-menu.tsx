import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import css from './switch-menu.module.css'

type Choice = { id: string; icon?: ReactNode; text: ReactNode }

type Props = {
  /** The button that opens it. */
  target: ReactNode
  heading: string
  choices: Choice[]
  chosenId: string
  onChoose: (id: string) => void
  /** The ways to others, below the choices: none for who may change nothing. */
  ways: { to: string; text: string; icon: ReactNode }[]
}

/** In which of several one is, and the way to the others. */
export const SwitchMenu = ({ target, heading, choices, chosenId, onChoose, ways }: Props) => (
  <Menu
    position="bottom-start"
    width={260}
    radius="md"
    withinPortal={false}
    withInitialFocusPlaceholder={false}
  >
    <Menu.Target>{target}</Menu.Target>
    <Menu.Dropdown className={css.list}>
      <Menu.Label>{heading}</Menu.Label>
      {choices.map(({ id, icon, text }) => (
        <Menu.Item
          key={id}
          aria-current={id === chosenId}
          leftSection={icon}
          rightSection={id === chosenId && <IconCheck size={18} aria-hidden="true" />}
          onClick={() => id !== chosenId && onChoose(id)}
        >
          {text}
        </Menu.Item>
      ))}
      {ways.length > 0 && <Menu.Divider />}
      {ways.map(({ to, text, icon }) => (
        <Menu.Item key={to} component={Link} to={to} leftSection={icon}>
          {text}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)
