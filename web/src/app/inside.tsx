import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Button.layer.css'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Loader.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/VisuallyHidden.layer.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { createQueryClient } from './api/query-client.ts'
import { currentScope } from './session/session.ts'
import { theme } from './theme.ts'

/** What the pages stand in, once it is known who is there. */
export const Inside = ({ children }: { children: ReactNode }) => {
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
      <QueryClientProvider client={client} key={scope}>
        {children}
      </QueryClientProvider>
    </MantineProvider>
  )
}
