import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useMemo } from 'react'
import { BrowserRouter } from 'react-router'
import { ErrorBoundary } from './error-boundary.tsx'
import { Pages } from './pages.tsx'
import { createQueryClient } from './query-client.ts'
import { useSession } from './session.ts'
import { theme } from './theme.ts'

export const App = () => {
  const session = useSession()
  const userId = session?.user.id
  // One cache per person: nobody sees what was fetched for another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for each person.
  const client = useMemo(createQueryClient, [userId])
  return (
    // The style sheets have it all, so that no <style> is made in the page and a strict policy can hold.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <BrowserRouter>
        <QueryClientProvider client={client} key={userId}>
          <ErrorBoundary>
            <Pages session={session} />
          </ErrorBoundary>
        </QueryClientProvider>
      </BrowserRouter>
    </MantineProvider>
  )
}
