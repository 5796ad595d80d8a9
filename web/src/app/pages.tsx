import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { LoginPage } from '../features/auth/login-page.tsx'
import { placeToReturnTo } from '../features/auth/return-place.ts'
import { applyNews } from '../features/creative/live-generations.ts'
import { LiveProvider } from './live.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PagePlaceholder } from './page-placeholder.tsx'
import { hasLoggedOut, type KeptSession } from './session.ts'
import { Shell } from './shell.tsx'

const RegisterPage = lazy(async () => ({
  default: (await import('../features/auth/register-page.tsx')).RegisterPage,
}))
const CreatePage = lazy(async () => ({
  default: (await import('../features/creative/create-page.tsx')).CreatePage,
}))
const NewBrandPage = lazy(async () => ({
  default: (await import('../features/creative/new-brand-page.tsx')).NewBrandPage,
}))
const OrdersPage = lazy(async () => ({
  default: (await import('../features/creative/orders-page.tsx')).OrdersPage,
}))
const OrderPage = lazy(async () => ({
  default: (await import('../features/creative/order-page.tsx')).OrderPage,
}))
const GalleryPage = lazy(async () => ({
  default: (await import('../features/creative/gallery-page.tsx')).GalleryPage,
}))

const PublicPages = () => {
  const location = useLocation()
  return (
    <Suspense fallback={<PagePlaceholder />}>
      <Routes>
        <Route path="/login" element={<LoginPage />} />
        <Route path="/register" element={<RegisterPage />} />
        <Route
          path="*"
          element={<Navigate to="/login" replace state={hasLoggedOut() ? null : { from: location }} />}
        />
      </Routes>
    </Suspense>
  )
}

const UserPages = ({ session }: { session: KeptSession }) => {
  const back = <Navigate to={placeToReturnTo(useLocation().state)} replace />
  return (
    <LiveProvider onMessage={applyNews}>
      <Routes>
        <Route path="/login" element={back} />
        <Route path="/register" element={back} />
        <Route element={<Shell session={session} />}>
          <Route index element={<CreatePage />} />
          <Route path="/brands/new" element={<NewBrandPage />} />
          <Route path="/generations" element={<OrdersPage />} />
          <Route path="/generations/:id" element={<OrderPage />} />
          <Route path="/gallery" element={<GalleryPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </LiveProvider>
  )
}

export const Pages = ({ session }: { session: KeptSession | null }) =>
  session ? <UserPages session={session} /> : <PublicPages />
