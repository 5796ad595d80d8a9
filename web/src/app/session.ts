import { useSyncExternalStore } from 'react'
import * as z from 'zod'
import { authEndpoints, type Session } from '../../../contracts/auth.ts'
import { local } from './storage.ts'

const storageKey = 'dhol.session'

const keptSession = authEndpoints.login.response
  .omit({ expiresIn: true })
  .extend({ /** Milliseconds since 1970. */ expiresAt: z.number() })
export type KeptSession = z.infer<typeof keptSession>

const read = (): KeptSession | null => {
  const text = local.get(storageKey)
  if (!text) return null
  try {
    const parsed = keptSession.safeParse(JSON.parse(text))
    return parsed.success && parsed.data.expiresAt > Date.now() ? parsed.data : null
  } catch {
    return null
  }
}

let current = read()
let leftByChoice = false
const listeners = new Set<() => void>()

const change = (next: KeptSession | null) => {
  current = next
  for (const listener of listeners) listener()
}

// Another tab logged in or out.
window.addEventListener('storage', (event) => {
  if (event.key === storageKey || event.key === null) change(read())
})

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const currentSession = () => current

export const startSession = ({ expiresIn, ...session }: Session) => {
  const kept = { ...session, expiresAt: Date.now() + expiresIn * 1000 }
  local.set(storageKey, JSON.stringify(kept))
  leftByChoice = false
  change(kept)
}

export const endSession = () => {
  local.remove(storageKey)
  change(null)
}

/** Whether this person pressed Log out: then whoever logs in next is not led to where they were. */
export const hasLoggedOut = () => leftByChoice

export const logOut = () => {
  leftByChoice = true
  endSession()
}

export const useSession = () => useSyncExternalStore(subscribe, currentSession)
