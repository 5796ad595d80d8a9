import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type MadeThing, reviewDays, reviewEndpoints } from '../../../../contracts/auth/review.ts'
import { call } from '../../app/api/api.ts'
import { meQuery } from '../../app/session/me.ts'
import { useSession } from '../../app/session/session.ts'
import { switchWorkspace } from '../../app/session/session-api.ts'
import { Loaded } from '../../app/settings/loaded.tsx'
import { Section } from '../../app/settings/section.tsx'
import css from '../../app/settings/settings.module.css'
import { ErrorNotice } from '../../app/shell/error-notice.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { useReview } from './queries.ts'
import { ReviewRow } from './review-row.tsx'

const InAnother = ({ id, name }: { id: string; name: string }) => {
  const { t } = useTranslation()
  const go = useMutation({ mutationFn: () => switchWorkspace(id) })
  return (
    <>
      <Button variant="default" loading={go.isPending} onClick={() => go.mutate()}>
        {t('settings.review.goTo', { name })}
      </Button>
      <ErrorNotice error={go.error} />
    </>
  )
}

type Made = { id: string; name: string; made: MadeThing[] }

const InWorkspace = ({ id, name, made }: Made) => {
  const isHere = useSession()?.workspace?.id === id
  return (
    <Section title={name}>
      <ul className={css.rows}>
        {made.map((thing) => (
          <ReviewRow key={thing.id} thing={thing} isHere={isHere} />
        ))}
      </ul>
      {!isHere && made.some(({ isOpen }) => isOpen) && <InAnother id={id} name={name} />}
    </Section>
  )
}

/** After a new password by a link: what was made in one's name in the weeks before, and a way to take it back. */
export const ReviewPage = () => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const review = useReview()
  const finish = useMutation({
    mutationFn: () => call(reviewEndpoints.finishReview),
    onSuccess: () => Promise.all([client.invalidateQueries(meQuery), review.refetch()]),
  })
  return (
    <>
      <PageTitle title={t('settings.review.title')} />
      <Loaded query={review}>
        {({ workspaces }) =>
          workspaces.length === 0 ? (
            <p className={css.soft}>{t('settings.review.nothing')}</p>
          ) : (
            <div className={css.stack}>
              <p>{t('settings.review.about', { count: reviewDays })}</p>
              {workspaces.map((workspace) => (
                <InWorkspace key={workspace.id} {...workspace} />
              ))}
              <p className={css.soft}>{t('settings.review.rest')}</p>
              <div className={css.buttons}>
                <Button loading={finish.isPending} onClick={() => finish.mutate()}>
                  {t('settings.review.finish')}
                </Button>
                <ErrorNotice error={finish.error} />
              </div>
            </div>
          )
        }
      </Loaded>
    </>
  )
}
