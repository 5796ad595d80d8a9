import { Fragment, type ReactNode } from 'react'
import { AuthLayout } from './auth-layout.tsx'
import { LinkProblem } from './link-problem.tsx'
import { useLinkToken } from './link-token.ts'

type Props = {
  kind: Parameters<typeof LinkProblem>[0]['kind']
  /** What the link leads to; another token begins anew. */
  children: (token: string) => ReactNode
}

/** The page of a mail's link: what it leads to or, where the address has no token, what to press instead. */
export const LinkPage = ({ kind, children }: Props) => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? <Fragment key={token}>{children(token)}</Fragment> : <LinkProblem kind={kind} isMissing />}
    </AuthLayout>
  )
}
