import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { workspaceEndpoints } from '../../../../contracts/workspaces.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/error-text.ts'
import { switchWorkspace } from '../../app/session-api.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import css from './settings.module.css'

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
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(t, error.fields)),
  })
  return (
    <>
      <PageTitle title={t('settings.workspace.newTitle')} />
      <p className={css.soft}>{t('settings.workspace.more')}</p>
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit((values) => create.mutate(values), focusFirst(form))}
      >
        <TextInput
          size="md"
          label={t('settings.workspace.name')}
          description={t('settings.workspace.newHint')}
          placeholder={t('settings.workspace.namePlaceholder')}
          autoComplete="organization"
          {...form.getInputProps('name')}
        />
        <ErrorNotice error={create.error} />
        <Button type="submit" loading={create.isPending}>
          {t('settings.workspace.create')}
        </Button>
      </form>
    </>
  )
}
