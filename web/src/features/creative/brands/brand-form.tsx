import { Button, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Brand, creativeEndpoints } from '../../../../../contracts/creative.ts'
import { call } from '../../../app/api/api.ts'
import { errorText, fieldErrors, formErrors } from '../../../app/words/error-text.ts'
import { focusFirst } from '../../../ui/focus-first.ts'
import { Notice } from '../../../ui/notice.tsx'
import { keys } from '../queries.ts'
import css from './brand-form.module.css'
import { ColourFields } from './colour-fields.tsx'
import { rememberBrand } from './use-brand-choice.ts'

export const BrandForm = ({ onSaved }: { onSaved: (brand: Brand) => void }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: '', sells: '', audience: '', colours: ['#B3124F', '#F2A20D'], tone: '' },
    validate: (values) => formErrors(t, creativeEndpoints.createBrand.body, values),
  })
  const save = useMutation({
    mutationFn: (body: typeof form.values) => call(creativeEndpoints.createBrand, { body }),
    onSuccess: async (brand) => {
      rememberBrand(brand.id)
      await client.invalidateQueries({ queryKey: keys.brands })
      onSaved(brand)
    },
    onError: (error) => form.setErrors(fieldErrors(t, error)),
  })
  const optional = { 'data-optional': t('common.optional') }

  return (
    <form
      noValidate
      className={css.form}
      onSubmit={form.onSubmit((values) => save.mutate(values), focusFirst(form))}
    >
      <TextInput
        label={t('brand.name')}
        placeholder={t('brand.namePlaceholder')}
        size="md"
        required
        withAsterisk={false}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('brand.sells')}
        labelProps={optional}
        placeholder={t('brand.sellsPlaceholder')}
        rows={2}
        size="md"
        {...form.getInputProps('sells')}
      />
      <Textarea
        label={t('brand.audience')}
        labelProps={optional}
        placeholder={t('brand.audiencePlaceholder')}
        rows={2}
        size="md"
        {...form.getInputProps('audience')}
      />
      <ColourFields
        colours={form.values.colours}
        onChange={(colours) => form.setFieldValue('colours', colours)}
        errorAt={(index) => form.errors[`colours.${index}`]}
      />
      <TextInput
        label={t('brand.tone')}
        labelProps={optional}
        placeholder={t('brand.tonePlaceholder')}
        size="md"
        {...form.getInputProps('tone')}
      />
      {save.error && <Notice tone="alarm">{errorText(t, save.error)}</Notice>}
      <Button type="submit" size="md" loading={save.isPending} className={css.save}>
        {t('brand.save')}
      </Button>
    </form>
  )
}
