import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Membership } from '../../../../contracts/auth/auth.ts'
import { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { meQuery, useMay, useMe } from '../../app/session/me.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Outcome } from '../../app/settings/outcome.tsx'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import { Section } from '../../app/settings/section.tsx'
import css from '../../app/settings/settings.module.css'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { DeleteWorkspace } from './delete-workspace.tsx'
import { DeletedWorkspaces } from './deleted-workspaces.tsx'
import { SeatFacts } from './seat-facts.tsx'

const Rename = ({ name }: { name: string }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name },
    validate: (values) => formErrors(t, workspaceEndpoints.renameWorkspace.body, values),
  })
  const rename = useMutation({
    mutationFn: (body: typeof form.values) => call(workspaceEndpoints.renameWorkspace, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  return (
    <>
      <Outcome
        text={rename.isSuccess ? t('settings.workspace.saved', { name: rename.variables.name.trim() }) : null}
      />
      <SavingForm form={form} save={rename} label={t('settings.workspace.save')}>
        <TextInput
          size="md"
          label={t('settings.workspace.name')}
          autoComplete="organization"
          {...form.getInputProps('name')}
        />
      </SavingForm>
    </>
  )
}

const ThisWorkspace = ({ workspace }: { workspace: Membership }) => {
  const { t } = useTranslation()
  const mayRename = useMay('renameWorkspace')
  return (
    <>
      <Section title={workspace.name}>
        <dl className={css.table}>
          <dt>{t('settings.workspace.tier')}</dt>
          <dd>{t(`tier.${workspace.tier}`)}</dd>
          <dt>{t('settings.workspace.role')}</dt>
          <dd className={css.facts}>
            <SeatFacts {...workspace} />
          </dd>
        </dl>
        <p className={css.soft}>{t(`roleText.${workspace.role}`)}</p>
      </Section>
      {mayRename && (
        <Section title={t('settings.workspace.renameTitle')}>
          <Rename name={workspace.name} />
        </Section>
      )}
    </>
  )
}

/** The workspace that this tab is in, and the way to another one. */
export const WorkspacePage = () => {
  const { t } = useTranslation()
  const me = useMe()
  const mayDelete = useMay('deleteWorkspace')
  return (
    <>
      <PageTitle title={t('settings.workspace.title')} />
      <Loaded query={me}>
        {({ user, workspace }) =>
          workspace ? (
            <ThisWorkspace workspace={workspace} />
          ) : (
            <Notice title={t('workspace.noneTitle')}>{t('workspace.noneText', user)}</Notice>
          )
        }
      </Loaded>
      <DeletedWorkspaces />
      <Section title={t('settings.workspace.moreTitle')}>
        <p className={css.soft}>{t('settings.workspace.more')}</p>
        <div className={css.buttons}>
          <LinkButton to="/settings/workspace/new" variant="default">
            {t('settings.workspace.add')}
          </LinkButton>
        </div>
      </Section>
      {mayDelete && me.data?.workspace && (
        <Section title={t('settings.deletion.title')}>
          <DeleteWorkspace name={me.data.workspace.name} />
        </Section>
      )}
    </>
  )
}
