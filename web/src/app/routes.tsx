import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { LoginPage } from '../features/auth/login-page.tsx'
import { returnLocation } from '../features/auth/return-location.ts'
import { hearers } from './hearers.ts'
import { LiveProvider } from './live/live.tsx'
import type { KeptSession, SessionState } from './session/session.ts'
import { hasLoggedOut } from './session/session-api.ts'
import { NoWorkspacePage } from './shell/no-workspace-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { PagePlaceholder } from './shell/page-placeholder.tsx'
import { Shell } from './shell/shell.tsx'
import { Splash } from './shell/splash.tsx'

const RegisterPage = lazy(async () => ({
  default: (await import('../features/auth/register-page.tsx')).RegisterPage,
}))
const ForgotPage = lazy(async () => ({
  default: (await import('../features/auth/forgot-page.tsx')).ForgotPage,
}))
const VerifyPage = lazy(async () => ({
  default: (await import('../features/auth/verify-page.tsx')).VerifyPage,
}))
const NewAddressPage = lazy(async () => ({
  default: (await import('../features/auth/new-address-page.tsx')).NewAddressPage,
}))
const ResetPage = lazy(async () => ({
  default: (await import('../features/auth/reset-page.tsx')).ResetPage,
}))
const InvitationPage = lazy(async () => ({
  default: (await import('../features/auth/invitation-page.tsx')).InvitationPage,
}))
const SettingsPages = lazy(async () => ({
  default: (await import('./settings/settings-pages.tsx')).SettingsPages,
}))
const CreatePage = lazy(async () => ({
  default: (await import('../features/creative/brief/create-page.tsx')).CreatePage,
}))
const NewBrandPage = lazy(async () => ({
  default: (await import('../features/creative/brands/new-brand-page.tsx')).NewBrandPage,
}))
const EditBrandPage = lazy(async () => ({
  default: (await import('../features/creative/brands/edit-brand-page.tsx')).EditBrandPage,
}))
const GenerationsPage = lazy(async () => ({
  default: (await import('../features/creative/generations/generations-page.tsx')).GenerationsPage,
}))
const GenerationPage = lazy(async () => ({
  default: (await import('../features/creative/generations/generation-page.tsx')).GenerationPage,
}))
const GalleryPage = lazy(async () => ({
  default: (await import('../features/creative/gallery/gallery-page.tsx')).GalleryPage,
}))

/** Where links in mails lead, whether or not somebody is logged in. */
const mailRoutes = [
  <Route key="verify" path="/verify" element={<VerifyPage />} />,
  <Route key="new-address" path="/new-address" element={<NewAddressPage />} />,
  <Route key="reset" path="/reset" element={<ResetPage />} />,
  <Route key="invitation" path="/invitation" element={<InvitationPage />} />,
]

const PublicPages = () => {
  const location = useLocation()
  return (
    <Routes>
      <Route path="/login" element={<LoginPage />} />
      <Route path="/register" element={<RegisterPage />} />
      <Route path="/forgot" element={<ForgotPage />} />
      {mailRoutes}
      <Route
        path="*"
        element={<Navigate to="/login" replace state={hasLoggedOut() ? null : { from: location }} />}
      />
    </Routes>
  )
}

const UserPages = ({ session }: { session: KeptSession }) => {
  const back = <Navigate to={returnLocation(useLocation().state)} replace />
  const ofEverybody = [
    ...mailRoutes,
    ...['/login', '/register', '/forgot'].map((path) => <Route key={path} path={path} element={back} />),
  ]
  if (!session.workspace) {
    return (
      <Routes>
        {ofEverybody}
        <Route element={<Shell session={session} />}>
          <Route path="/settings/*" element={<SettingsPages />} />
          <Route path="*" element={<NoWorkspacePage session={session} />} />
        </Route>
      </Routes>
    )
  }
  return (
    <LiveProvider hearers={hearers}>
      <Routes>
        {ofEverybody}
        <Route element={<Shell session={session} />}>
          <Route index element={<CreatePage />} />
          <Route path="/brands/new" element={<NewBrandPage />} />
          <Route path="/brands/:id" element={<EditBrandPage />} />
          <Route path="/generations" element={<GenerationsPage />} />
          <Route path="/generations/:id" element={<GenerationPage />} />
          <Route path="/gallery" element={<GalleryPage />} />
          <Route path="/settings/*" element={<SettingsPages />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </LiveProvider>
  )
}

type AtStartProps = { atStart: boolean; children: ReactNode }

/** Goes to the start first where the session says so, as after a switch of workspaces. */
const AtStart = ({ atStart, children }: AtStartProps) => {
  const isThere = useLocation().pathname === '/'
  const [hasArrived, setHasArrived] = useState(!atStart)
  useEffect(() => {
    if (isThere) setHasArrived(true)
  }, [isThere])
  return hasArrived || isThere ? children : <Navigate to="/" />
}

export const Pages = ({ state }: { state: SessionState }) => {
  if (state.status === 'restoring') return <Splash />
  if (state.status === 'unreachable') return <Splash error={state.error} />
  return (
    <Suspense fallback={<PagePlaceholder />}>
      {state.status === 'in' ? (
        <AtStart atStart={state.atStart}>
          <UserPages session={state.session} />
        </AtStart>
      ) : (
        <PublicPages />
      )}
    </Suspense>
  )
}
