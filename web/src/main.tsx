import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import './app/words/i18n.ts'
import { restoreSession } from './app/session/session-api.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
void restoreSession()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
