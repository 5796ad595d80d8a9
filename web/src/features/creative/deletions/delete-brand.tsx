import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Brand, brandEndpoints } from '../../../../../contracts/brands.ts'
import { deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { restorableDays } from '../../../../../contracts/restorable.ts'
import { call } from '../../../app/api/api.ts'
import { useMay } from '../../../app/session/me.ts'
import { ErrorNotice } from '../../../app/shell/error-notice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import css from '../brands/brand-form.module.css'
import generation from '../generations/generation.module.css'
import type { DeletionNews } from './deletion-news.tsx'
import { useDelete } from './use-delete.ts'

/** Asks first where generations would go with the brand. */
export const DeleteBrand = ({ brand: { id, name } }: { brand: Brand }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayDelete = useMay('deleteBrand')
  /** How many generations would go with it, while that is asked. */
  const [asked, setAsked] = useState(0)
  const remove = useDelete(deletionEndpoints.deleteBrand, id, (deleted) =>
    navigate('/', { state: { deleted } satisfies DeletionNews }),
  )
  const look = useMutation({
    mutationFn: () => call(brandEndpoints.getBrandContents, { params: { id } }),
    onSuccess: ({ generations }) => (generations > 0 ? setAsked(generations) : remove.mutate()),
  })
  if (!mayDelete) return null
  return (
    <div className={css.archive}>
      <Button
        variant="default"
        loading={look.isPending || remove.isPending}
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        aria-describedby="delete-text"
        onClick={() => look.mutate()}
      >
        {t('deletion.deleteBrand')}
      </Button>
      <p id="delete-text" className={css.hint}>
        {t('deletion.deleteBrandText', { count: restorableDays })}
      </p>
      <ErrorNotice error={look.error ?? (asked ? null : remove.error)} />
      <Dialog opened={asked > 0} onClose={() => setAsked(0)} label={t('deletion.brandTitle', { name })}>
        <div className={generation.confirm}>
          <p>{t('deletion.brandText', { count: asked })}</p>
          <ErrorNotice error={remove.error} />
          <div className={generation.buttons}>
            <Button loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('deletion.brandConfirm')}
            </Button>
            <Button variant="default" onClick={() => setAsked(0)}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
