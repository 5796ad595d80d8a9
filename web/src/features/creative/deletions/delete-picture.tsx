import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Deletion, deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { useMay } from '../../../app/session/me.ts'
import { ErrorNotice } from '../../../app/shell/error-notice.tsx'
import { useDelete } from './use-delete.ts'

type Props = { id: string; onDeleted: (deletion: Deletion) => void }

/** Asks nothing: the notice that follows takes it back. */
export const DeletePicture = ({ id, onDeleted }: Props) => {
  const { t } = useTranslation()
  const mayDelete = useMay('deletePicture')
  const remove = useDelete(deletionEndpoints.deletePicture, id, onDeleted)
  if (!mayDelete) return null
  return (
    <>
      <Button
        variant="default"
        loading={remove.isPending}
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        onClick={() => remove.mutate()}
      >
        {t('deletion.deletePicture')}
      </Button>
      <ErrorNotice error={remove.error} />
    </>
  )
}
