import { Navigate, Route, Routes, useLocation } from 'react-router'
import { returnLocation } from '../features/auth/return-location.ts'
import { hearers } from './hearers.ts'
import { Inside } from './inside.tsx'
import { lazyPage } from './lazy-page.ts'
import { LiveProvider } from './live/live.tsx'
import { mailRoutes } from './mail-routes.tsx'
import type { KeptSession } from './session/session.ts'
import { NoWorkspacePage } from './shell/no-workspace-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { Shell } from './shell/shell.tsx'

const SettingsPages = lazyPage(
  async () => (await import('./settings/settings-pages.tsx')).SettingsPages,
  'settings',
  'account',
  'audit',
  'workspace',
)
const CreatePage = lazyPage(
  async () => (await import('../features/creative/brief/create-page.tsx')).CreatePage,
  'creative',
)
const NewBrandPage = lazyPage(
  async () => (await import('../features/creative/brands/new-brand-page.tsx')).NewBrandPage,
  'creative',
)
const EditBrandPage = lazyPage(
  async () => (await import('../features/creative/brands/edit-brand-page.tsx')).EditBrandPage,
  'creative',
)
const GenerationsPage = lazyPage(
  async () => (await import('../features/creative/generations/generations-page.tsx')).GenerationsPage,
  'creative',
)
const GenerationPage = lazyPage(
  async () => (await import('../features/creative/generations/generation-page.tsx')).GenerationPage,
  'creative',
)
const GalleryPage = lazyPage(
  async () => (await import('../features/creative/gallery/gallery-page.tsx')).GalleryPage,
  'creative',
)
const DeletedPage = lazyPage(
  async () => (await import('../features/creative/deletions/deleted-page.tsx')).DeletedPage,
  'creative',
)

const UserRoutes = ({ session }: { session: KeptSession }) => {
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
          <Route path="/deleted" element={<DeletedPage />} />
          <Route path="/settings/*" element={<SettingsPages />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </LiveProvider>
  )
}

/** What somebody sees who is logged in. */
export const UserPages = ({ session }: { session: KeptSession }) => (
  <Inside>
    <UserRoutes session={session} />
  </Inside>
)
