import { Navigate, Route, Routes, useLocation } from 'react-router'
import { LoginPage } from '../features/auth/login-page.tsx'
import { Inside } from './inside.tsx'
import { lazyPage } from './lazy-page.ts'
import { mailRoutes } from './mail-routes.tsx'
import { hasLoggedOut } from './session/session-api.ts'

const RegisterPage = lazyPage(
  async () => (await import('../features/auth/register-page.tsx')).RegisterPage,
  'auth',
)
const ForgotPage = lazyPage(async () => (await import('../features/auth/forgot-page.tsx')).ForgotPage, 'auth')

/** What anybody sees. */
export const PublicPages = () => {
  const location = useLocation()
  return (
    <Inside>
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
    </Inside>
  )
}
