import { Route } from 'react-router'
import { lazyPage } from './lazy-page.ts'

const VerifyPage = lazyPage(async () => (await import('../features/auth/verify-page.tsx')).VerifyPage, 'auth')
const NewAddressPage = lazyPage(
  async () => (await import('../features/auth/new-address-page.tsx')).NewAddressPage,
  'auth',
)
const ResetPage = lazyPage(async () => (await import('../features/auth/reset-page.tsx')).ResetPage, 'auth')
const TakeBackPage = lazyPage(
  async () => (await import('../features/auth/take-back-page.tsx')).TakeBackPage,
  'auth',
)
const GiveBackPage = lazyPage(
  async () => (await import('../features/auth/give-back-page.tsx')).GiveBackPage,
  'auth',
)
const InvitationPage = lazyPage(
  async () => (await import('../features/auth/invitation-page.tsx')).InvitationPage,
  'auth',
)

/** Where links in mails lead, whether or not somebody is logged in. */
export const mailRoutes = [
  <Route key="verify" path="/verify" element={<VerifyPage />} />,
  <Route key="new-address" path="/new-address" element={<NewAddressPage />} />,
  <Route key="take-back" path="/take-back" element={<TakeBackPage />} />,
  <Route key="give-back" path="/give-back" element={<GiveBackPage />} />,
  <Route key="reset" path="/reset" element={<ResetPage />} />,
  <Route key="invitation" path="/invitation" element={<InvitationPage />} />,
]
