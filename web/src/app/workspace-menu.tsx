import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Membership } from '../../../contracts/auth.ts'
import { ErrorNotice } from './error-notice.tsx'
import { useMe } from './me.ts'
import { switchWorkspace } from './session-api.ts'
import css from './workspace-menu.module.css'

/** In which workspace one is, and the way to the others. */
export const WorkspaceMenu = ({ current }: { current: Membership }) => {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const go = useMutation({ mutationFn: (workspaceId: string) => switchWorkspace(workspaceId) })
  const { name } = me?.workspace ?? current
  return (
    <>
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
            size="compact-md"
            className={css.target}
            loading={go.isPending}
            rightSection={<IconChevronDown size={16} aria-hidden="true" />}
            aria-label={t('workspace.switch', { name })}
            data-testid="workspace"
          >
            <span className={css.short}>{name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={css.list}>
          <Menu.Label>{t('workspace.yours')}</Menu.Label>
          {(me?.workspaces ?? [current]).map((workspace) => (
            <Menu.Item
              key={workspace.id}
              aria-current={workspace.id === current.id}
              rightSection={workspace.id === current.id && <IconCheck size={18} aria-hidden="true" />}
              onClick={() => workspace.id !== current.id && go.mutate(workspace.id)}
            >
              <span className={css.name}>{workspace.name}</span>
              <span className={css.role}>{t(`role.${workspace.role}`)}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            component={Link}
            to="/settings/workspace/new"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
          >
            {t('workspace.add')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {go.error && (
        <div className={css.problem}>
          <ErrorNotice error={go.error} />
        </div>
      )}
    </>
  )
}
