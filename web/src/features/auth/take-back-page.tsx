import { LinkPage } from './link-page.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

/** Follows the link that the address before got when an account was moved: takes the account back. */
export const TakeBackPage = () => (
  <LinkPage kind="takeBack">{(token) => <NewPasswordForm kind="takeBack" token={token} />}</LinkPage>
)
