import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import type { access } from '../../../../contracts/access.ts'
import { useMay, useRole } from '../session/me.ts'
import { ForbiddenPage } from '../shell/forbidden-page.tsx'

type Props = {
  /** The endpoint without which the page has nothing to show. */
  name: keyof typeof access
  children: ReactNode
}

/** A page that only some roles open. */
export const Allowed = ({ name, children }: Props) => {
  const role = useRole()
  const may = useMay(name)
  if (!role) return <Navigate to="/settings/workspace" replace />
  return may ? children : <ForbiddenPage />
}
