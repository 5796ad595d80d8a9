import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { preload } from './app/routes.tsx'
import { cookieNote } from './app/session/session.ts'
import { restoreSession } from './app/session/session-api.ts'
import { loadTexts } from './app/words/i18n.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const show = () =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )

/** Without texts it can only be said in both languages. */
const tellNotLoaded = () => {
  root.textContent = 'Dhol did not load. Please reload the page. ढोल लोड नहीं हुआ। कृपया पेज फिर से लोड करें।'
}

preload(cookieNote.read() === 'in')
void restoreSession()
loadTexts('app').then(show, tellNotLoaded)
