import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useMemo } from 'react'
import { BrowserRouter } from 'react-router'
import { createQueryClient } from './api/query-client.ts'
import { Pages } from './routes.tsx'
import { currentScope, useSessionState } from './session/session.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { theme } from './theme.ts'

export const App = () => {
  const state = useSessionState()
  const scope = currentScope()
  // One cache, one socket and one page per person and workspace: nothing of another is shown, or carried over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for each.
  const client = useMemo(createQueryClient, [scope])
  return (
    // The style sheets have it all, so that no <style> is made in the page and a strict policy can hold.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <BrowserRouter>
        <QueryClientProvider client={client} key={scope}>
          <ErrorBoundary>
            <Pages state={state} />
          </ErrorBoundary>
        </QueryClientProvider>
      </BrowserRouter>
    </MantineProvider>
  )
}
