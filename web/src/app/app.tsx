import { BrowserRouter } from 'react-router'
import { Pages } from './routes.tsx'
import { useSessionState } from './session/session.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'

export const App = () => {
  const state = useSessionState()
  return (
    <BrowserRouter>
      <ErrorBoundary>
        <Pages state={state} />
      </ErrorBoundary>
    </BrowserRouter>
  )
}
