import { Button, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Brand, type BrandPatch, brandEndpoints } from '../../../../../contracts/brands.ts'
import { call } from '../../../app/api/api.ts'
import { errorText, fieldErrors, formErrors } from '../../../app/words/error-text.ts'
import { focusFirst } from '../../../ui/focus-first.ts'
import { Notice } from '../../../ui/notice.tsx'
import { keys } from '../queries.ts'
import css from './brand-form.module.css'
import { ColourFields } from './colour-fields.tsx'
import { rememberBrand } from './use-brand-choice.ts'

const newBrand = { name: '', sells: '', audience: '', colours: ['#B3124F', '#F2A20D'], tone: '' }
type Values = typeof newBrand

const pick = ({ name, sells, audience, colours, tone }: Brand): Values => ({
  name,
  sells,
  audience,
  colours,
  tone,
})

/** What was changed of a brand, and nothing else: somebody else may be at the other fields. */
const changesOf = (brand: Brand, values: Values): BrandPatch =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(brand[field as keyof Values]),
    ),
  )

const saveBrand = async (brand: Brand | undefined, values: Values): Promise<Brand> => {
  if (!brand) return call(brandEndpoints.createBrand, { body: values })
  const body = changesOf(brand, values)
  if (Object.keys(body).length === 0) return brand
  return call(brandEndpoints.updateBrand, { params: { id: brand.id }, body })
}

type Props = {
  /** The one that is edited; without it a new one is made. */
  brand?: Brand
  onSaved: (brand: Brand) => void
}

export const BrandForm = ({ brand, onSaved }: Props) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    initialValues: brand ? pick(brand) : newBrand,
    validate: (values) => formErrors(t, brandEndpoints.createBrand.body, values),
  })
  const save = useMutation({
    mutationFn: (values: Values) => saveBrand(brand, values),
    onSuccess: async (saved) => {
      rememberBrand(saved.id)
      await client.invalidateQueries({ queryKey: keys.brands })
      onSaved(saved)
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
        {t(brand ? 'brand.update' : 'brand.save')}
      </Button>
    </form>
  )
}
