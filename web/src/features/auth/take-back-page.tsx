import { AuthLayout } from './auth-layout.tsx'
import { LinkProblem } from './link-problem.tsx'
import { useLinkToken } from './link-token.ts'
import { NewPasswordForm } from './new-password-form.tsx'

/** Follows the link that the address before got when an account was moved: takes the account back. */
export const TakeBackPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? (
        <NewPasswordForm key={token} kind="takeBack" token={token} />
      ) : (
        <LinkProblem kind="takeBack" isMissing />
      )}
    </AuthLayout>
  )
}
