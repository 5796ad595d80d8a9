import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import { lazyPage } from './lazy-page.ts'
import { type SessionState, scopeOf } from './session/session.ts'
import { Splash } from './shell/splash.tsx'
import { loadTexts } from './words/i18n.ts'

const loadUserPages = async () => (await import('./user-pages.tsx')).UserPages
const loadPublicPages = async () => (await import('./public-pages.tsx')).PublicPages

const UserPages = lazyPage(loadUserPages)
const PublicPages = lazyPage(loadPublicPages, 'auth')

/** Begins to load what is most likely shown, while the session is still being restored. */
export const preload = (isLoggedIn: boolean) => {
  const loading = isLoggedIn ? [loadUserPages()] : [loadPublicPages(), loadTexts('auth')]
  // What fails is loaded again when it is to be shown.
  void Promise.allSettled(loading)
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
    <Suspense fallback={<Splash />}>
      {state.status === 'in' ? (
        // Anew for each person and workspace: a switch begins at the start too.
        <AtStart key={scopeOf(state.session)} atStart={state.atStart}>
          <UserPages session={state.session} />
        </AtStart>
      ) : (
        <PublicPages />
      )}
    </Suspense>
  )
}
