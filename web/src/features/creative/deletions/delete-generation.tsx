import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { useMay } from '../../../app/session/me.ts'
import { ErrorNotice } from '../../../app/shell/error-notice.tsx'
import css from '../generations/generation.module.css'
import type { DeletionNews } from './deletion-news.tsx'
import { useDelete } from './use-delete.ts'

/** Asks nothing: the notice that follows takes it back. */
export const DeleteGeneration = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayDelete = useMay('deleteGeneration')
  const remove = useDelete(deletionEndpoints.deleteGeneration, id, (deleted) =>
    navigate('/generations', { replace: true, state: { deleted } satisfies DeletionNews }),
  )
  if (!mayDelete) return null
  return (
    <div className={css.buttons}>
      <Button
        variant="default"
        loading={remove.isPending}
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        onClick={() => remove.mutate()}
      >
        {t('deletion.deleteGeneration')}
      </Button>
      <ErrorNotice error={remove.error} />
    </div>
  )
}
