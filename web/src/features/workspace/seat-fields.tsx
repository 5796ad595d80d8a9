import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { roles } from '../../../../contracts/roles.ts'
import { useRole } from '../../app/session/me.ts'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { highestLimitPaise, type SeatValues } from './seat.ts'

type Form = { values: SeatValues; getInputProps: (path: keyof SeatValues) => object }

/** A role, and what an approver may approve a day. Only an owner is offered to make owners. */
export const SeatFields = ({ form }: { form: Form }) => {
  const { t } = useTranslation()
  const format = useExactFormat()
  const mine = useRole()
  const { role } = form.values
  const offered = roles.filter((each) => each !== 'owner' || mine === 'owner' || role === 'owner')
  const max = format.rupees(highestLimitPaise)
  return (
    <>
      <NativeSelect
        size="md"
        label={t('settings.seat.role')}
        description={t(`roleText.${role}`)}
        data={offered.map((each) => ({ value: each, label: t(`role.${each}`) }))}
        {...form.getInputProps('role')}
      />
      {role === 'approver' && (
        <TextInput
          size="md"
          label={t('settings.seat.limit')}
          description={t('settings.seat.limitHint', { max })}
          leftSection="₹"
          inputMode="decimal"
          autoComplete="off"
          {...form.getInputProps('limit')}
        />
      )}
    </>
  )
}
