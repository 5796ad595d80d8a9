import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiKeyEndpoints, mostApiKeys } from '../../../../contracts/auth/api-keys.ts'
import { keyRoles } from '../../../../contracts/roles.ts'
import { call } from '../../app/api/api.ts'
import { peopleKeys } from '../../app/session/people.ts'
import { SavingForm } from '../../app/settings/saving-form.tsx'
import css from '../../app/settings/settings.module.css'
import { fieldErrors, formErrors } from '../../app/words/error-text.ts'
import own from './create-key.module.css'
import type { MadeKey } from './new-key.tsx'

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
    <fieldset className={own.choices}>
      <legend>{t('settings.keys.role')}</legend>
      {keyRoles.map((role) => (
        <label key={role} className={own.choice}>
          <input
            type="radio"
            name="role"
            value={role}
            checked={role === chosen}
            onChange={() => onChoose(role)}
          />
          <span className={css.name}>{t(`role.${role}`)}</span>
          <span className={own.means}>{t(`settings.keys.roleMeans.${role}`)}</span>
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
    validate: (values) => formErrors(t, apiKeyEndpoints.createApiKey.body, values),
  })
  const create = useMutation({
    mutationFn: (body: Values) => call(apiKeyEndpoints.createApiKey, { body }),
    onSuccess: (made) => {
      onMade(made)
      return client.invalidateQueries({ queryKey: peopleKeys.apiKeys })
    },
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  return (
    <SavingForm
      form={form}
      save={create}
      label={t('settings.keys.create')}
      words={{ too_many: t('settings.keys.tooMany', { max: mostApiKeys }) }}
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
    </SavingForm>
  )
}
