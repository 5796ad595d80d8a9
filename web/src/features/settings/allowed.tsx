import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import type { access } from '../../../../contracts/access.ts'
import { ForbiddenPage } from '../../app/forbidden-page.tsx'
import { useMay, useRole } from '../../app/me.ts'

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
