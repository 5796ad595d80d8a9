import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import * as z from 'zod'
import { type Deletion, deletion, deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { excerpt } from '../../../../../contracts/excerpt.ts'
import { restorableDays } from '../../../../../contracts/restorable.ts'
import { call } from '../../../app/api/api.ts'
import { errorText } from '../../../app/words/error-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { rememberBrand } from '../brands/use-brand-choice.ts'
import css from './deletions.module.css'
import { refreshAll } from './queries.ts'

/** What was just deleted or restored, as the page before hands it on. */
const deletionNews = z.union([z.object({ deleted: deletion }), z.object({ restored: deletion })])
export type DeletionNews = z.infer<typeof deletionNews>

/** Of a brief, in a sentence. */
const titleLetters = 60
export const shortTitle = ({ title }: Deletion) => excerpt(title, titleLetters)

const Deleted = ({ deleted }: { deleted: Deletion }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const undo = useMutation({
    mutationFn: () => call(deletionEndpoints.restoreDeletion, { params: { id: deleted.id } }),
    onSuccess: async (restored) => {
      if (restored.kind === 'brand') rememberBrand(restored.subjectId)
      await refreshAll(client)
      navigate(pathname, { replace: true, state: { restored } satisfies DeletionNews })
    },
  })
  return (
    <>
      <Notice
        actions={
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('deletion.undo')}
          </Button>
        }
      >
        {t(`deletion.deleted.${deleted.kind}`, { title: shortTitle(deleted) })}{' '}
        {t('deletion.kept', { count: restorableDays })}
      </Notice>
      {undo.error && <Notice tone="alarm">{errorText(t, undo.error)}</Notice>}
    </>
  )
}

/** Says what was just deleted and lets it come back. It takes the focus: what was pressed is gone. */
export const DeletionNotice = () => {
  const { t } = useTranslation()
  const news = deletionNews.safeParse(useLocation().state).data
  const ref = useRef<HTMLDivElement>(null)
  const told = news && ('deleted' in news ? `- ${news.deleted.id}` : `+ ${news.restored.id}`)
  useEffect(() => {
    if (told) ref.current?.focus({ preventScroll: true })
  }, [told])
  if (!news) return null
  return (
    <div ref={ref} tabIndex={-1} className={css.news}>
      {'deleted' in news ? (
        <Deleted key={news.deleted.id} deleted={news.deleted} />
      ) : (
        <Notice tone="good">{t('deletion.restored', { title: shortTitle(news.restored) })}</Notice>
      )}
    </div>
  )
}
