import { AuthLayout } from './auth-layout.tsx'
import { LinkProblem } from './link-problem.tsx'
import { useLinkToken } from './link-token.ts'
import { NewPasswordForm } from './new-password-form.tsx'

/** Follows the link of a mail to a new password. */
export const ResetPage = () => {
  const token = useLinkToken()
  return (
    <AuthLayout>
      {token ? (
        <NewPasswordForm key={token} kind="reset" token={token} />
      ) : (
        <LinkProblem kind="reset" isMissing />
      )}
    </AuthLayout>
  )
}
