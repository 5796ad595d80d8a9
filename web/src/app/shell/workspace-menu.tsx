import { Button } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Membership } from '../../../../contracts/auth/auth.ts'
import { SwitchMenu } from '../../ui/switch-menu.tsx'
import { useMe } from '../session/me.ts'
import { switchWorkspace } from '../session/session-api.ts'
import { ErrorNotice } from './error-notice.tsx'
import css from './workspace-menu.module.css'

/** In which workspace one is, and the way to the others. */
export const WorkspaceMenu = ({ current }: { current: Membership }) => {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const go = useMutation({ mutationFn: (workspaceId: string) => switchWorkspace(workspaceId) })
  const { name } = me?.workspace ?? current
  const choices = (me?.workspaces ?? [current]).map((workspace) => ({
    id: workspace.id,
    text: (
      <>
        <span className={css.name}>{workspace.name}</span>
        <span className={css.role}>{t(`role.${workspace.role}`)}</span>
      </>
    ),
  }))
  return (
    <>
      <SwitchMenu
        target={
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
        }
        heading={t('workspace.yours')}
        choices={choices}
        chosenId={current.id}
        onChoose={go.mutate}
        ways={[
          {
            to: '/settings/workspace/new',
            text: t('workspace.add'),
            icon: <IconPlus size={18} aria-hidden="true" />,
          },
        ]}
      />
      {go.error && (
        <div className={css.problem}>
          <ErrorNotice error={go.error} />
        </div>
      )}
    </>
  )
}
