import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keyRoles } from '../../../../contracts/roles.ts'
import { workspaceEndpoints } from '../../../../contracts/workspaces.ts'
import { call } from '../../app/api.ts'
import { ApiError } from '../../app/api-error.ts'
import { ErrorNotice } from '../../app/error-notice.tsx'
import { fieldErrors, formErrors } from '../../app/error-text.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import type { MadeKey } from './new-key.tsx'
import { keys } from './queries.ts'
import css from './settings.module.css'

type Values = { name: string; role: (typeof keyRoles)[number] }

const initialValues: Values = { name: '', role: 'viewer' }

const RoleChoice = ({
  chosen,
  onChoose,
}: {
  chosen: Values['role']
  onChoose: (role: Values['role']) => void
}) => {
  const { t } = useTranslation()
  return (
    <fieldset className={css.choices}>
      <legend>{t('settings.keys.role')}</legend>
      {keyRoles.map((role) => (
        <label key={role} className={css.choice}>
          <input
            type="radio"
            name="role"
            value={role}
            checked={role === chosen}
            onChange={() => onChoose(role)}
          />
          <span className={css.name}>{t(`role.${role}`)}</span>
          <span className={css.choiceMeans}>{t(`settings.keys.roleMeans.${role}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

export const CreateKey = ({ onMade }: { onMade: (made: MadeKey) => void }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    initialValues,
    validate: (values) => formErrors(t, workspaceEndpoints.createApiKey.body, values),
  })
  const create = useMutation({
    mutationFn: (body: Values) => call(workspaceEndpoints.createApiKey, { body }),
    onSuccess: (made) => {
      onMade(made)
      return client.invalidateQueries({ queryKey: keys.apiKeys })
    },
    onError: (error) => error instanceof ApiError && form.setErrors(fieldErrors(t, error.fields)),
  })
  return (
    <form
      noValidate
      className={css.form}
      onSubmit={form.onSubmit((values) => create.mutate(values), focusFirst(form))}
    >
      <TextInput
        size="md"
        label={t('settings.keys.name')}
        description={t('settings.keys.nameHint')}
        placeholder={t('settings.keys.namePlaceholder')}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <RoleChoice chosen={form.values.role} onChoose={(role) => form.setFieldValue('role', role)} />
      <ErrorNotice error={create.error} />
      <Button type="submit" loading={create.isPending}>
        {t('settings.keys.create')}
      </Button>
    </form>
  )
}
