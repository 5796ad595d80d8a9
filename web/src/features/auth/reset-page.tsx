import { LinkPage } from './link-page.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

/** Follows the link of a mail to a new password. */
export const ResetPage = () => (
  <LinkPage kind="reset">{(token) => <NewPasswordForm kind="reset" token={token} />}</LinkPage>
)
