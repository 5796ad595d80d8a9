import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mostWorkspaces, workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { switchWorkspace } from '../../app/session/session-api.ts'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import css from '../../app/settings/settings.module.css'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import { PageTitle } from '../../ui/page-title.tsx'

/** Makes a workspace, such as one for a client, and goes to it. */
export const NewWorkspacePage = () => {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { name: '' },
    validate: (values) => formErrors(t, workspaceEndpoints.createWorkspace.body, values),
  })
  const create = useMutation({
    mutationFn: (body: typeof form.values) => call(workspaceEndpoints.createWorkspace, { body }),
    onSuccess: ({ id }) => switchWorkspace(id),
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  return (
    <>
      <PageTitle title={t('settings.workspace.newTitle')} />
      <p className={css.soft}>{t('settings.workspace.more')}</p>
      <SavingForm
        form={form}
        save={create}
        label={t('settings.workspace.create')}
        words={{ too_many: t('settings.workspace.tooMany', { max: mostWorkspaces }) }}
      >
        <TextInput
          size="md"
          label={t('settings.workspace.name')}
          description={t('settings.workspace.newHint')}
          placeholder={t('settings.workspace.namePlaceholder')}
          autoComplete="organization"
          {...form.getInputProps('name')}
        />
      </SavingForm>
    </>
  )
}
