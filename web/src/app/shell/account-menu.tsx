import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { ActionIcon, Menu } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { KeptSession } from '../session/session.ts'
import { logOut } from '../session/session-api.ts'

export const AccountMenu = ({ session }: { session: KeptSession }) => {
  const { t } = useTranslation()
  return (
    <Menu
      position="bottom-end"
      width={240}
      radius="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" size={40} radius="xl" color="rani" aria-label={t('nav.account')}>
          <IconUser size={22} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.user.name}
          <br />
          {session.user.email}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={() => void logOut()}>
          {t('nav.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
