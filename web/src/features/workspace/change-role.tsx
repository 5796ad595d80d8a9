import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Member, workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { call } from '../../app/api/api.ts'
import { meQuery } from '../../app/session/me.ts'
import { peopleKeys } from '../../app/session/people.ts'
import { useSession } from '../../app/session/session.ts'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { focusFirst } from '../../ui/focus-first.ts'
import { isSeat, type SeatValues, seatOf } from './seat.ts'
import { SeatFields } from './seat-fields.tsx'
import { useLimitProblem } from './use-limit-problem.ts'

type FormProps = { member: Member; onBusy: (isBusy: boolean) => void; onDone: (text: string | null) => void }

const ChangeRoleForm = ({ member, onBusy, onDone }: FormProps) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const limitProblem = useLimitProblem()
  const isMe = useSession()?.user.id === member.id
  const initialValues: SeatValues = {
    role: member.role,
    limit: member.dailyLimitPaise === null ? '' : String(member.dailyLimitPaise / 100),
  }
  const form = useForm({
    initialValues,
    validate: (values): Record<string, string> => (isSeat(values) ? {} : { limit: limitProblem }),
  })
  const change = useMutation({
    mutationFn: (values: SeatValues) =>
      call(workspaceEndpoints.changeMember, { params: { id: member.id }, body: seatOf(values) }),
    onMutate: () => onBusy(true),
    onSuccess: async (_, { role }) => {
      await client.invalidateQueries({ queryKey: peopleKeys.members })
      onDone(t('settings.members.changed', { name: member.name, role: t(`role.${role}`) }))
      // What the page offers hangs on it.
      if (isMe) await client.invalidateQueries({ queryKey: meQuery.queryKey })
    },
    onSettled: () => onBusy(false),
  })
  return (
    <form
      noValidate
      className={css.stack}
      onSubmit={form.onSubmit((values) => change.mutate(values), focusFirst(form))}
    >
      <SeatFields form={form} />
      <ErrorNotice error={change.error} />
      <div className={css.buttons}>
        <Button type="submit" loading={change.isPending}>
          {t('settings.members.changeSave')}
        </Button>
        <Button variant="default" disabled={change.isPending} onClick={() => onDone(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

type Props = { member: Member; onChanged: (text: string) => void }

export const ChangeRole = ({ member, onChanged }: Props) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const name = t('settings.members.changeOf', { name: member.name })
  return (
    <>
      <Button variant="default" aria-label={name} onClick={() => setOpened(true)}>
        {t('settings.members.change')}
      </Button>
      <Dialog opened={opened} onClose={() => isBusy || setOpened(false)} label={name}>
        <ChangeRoleForm
          member={member}
          onBusy={setBusy}
          onDone={(text) => {
            setOpened(false)
            if (text) onChanged(text)
          }}
        />
      </Dialog>
    </>
  )
}
