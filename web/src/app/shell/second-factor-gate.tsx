import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { needsSecondFactor } from '../../../../contracts/roles.ts'
import { Notice } from '../../ui/notice.tsx'
import { useMe } from '../session/me.ts'

const setUp = '/settings/security'
const openAnyway = [setUp, '/settings/workspace/new']

/** Leads whoever must have a second factor and has none to where it is set up, and says why. */
export const SecondFactorGate = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { data: me } = useMe()
  const isMissing = me?.workspace && needsSecondFactor(me.workspace) && !me.secondFactor.on
  if (!isMissing) return children
  if (!openAnyway.includes(pathname)) return <Navigate to={setUp} replace />
  return (
    <>
      <Notice title={t('workspace.secondFactorTitle')}>{t('workspace.secondFactorText')}</Notice>
      {children}
    </>
  )
}
