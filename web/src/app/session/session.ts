import { useSyncExternalStore } from 'react'
import type { Session } from '../../../../contracts/auth/auth.ts'
import { local, perTab } from './storage.ts'

/** The access token is in memory and nowhere else; a reload gets another one by the cookie. */
export type KeptSession = Omit<Session, 'expiresIn'> & {
  /** Milliseconds since 1970, by this device's clock. */
  expiresAt: number
}

/** Pressed here, gone with the account, pressed in another tab, ended by the API; `new` is nobody yet. */
export type Leaving = 'new' | 'by-choice' | 'deleted' | 'elsewhere' | 'ended'

export type SessionState =
  | { status: 'restoring' }
  | { status: 'unreachable'; error: unknown }
  | { status: 'out'; why: Leaving }
  | {
      status: 'in'
      session: KeptSession
      /** The page begins at `/`: the address of before belongs to another workspace, or has served its turn. */
      atStart: boolean
    }

/** Says that there is a cookie, which a script cannot see: `in`, or `leaving` until a log-out has reached the API. */
const cookieKey = 'dhol.cookie'
/** Who this tab works as, and in which workspace: `usr_….wsp_…`. */
const scopeKey = 'dhol.scope'

export const cookieNote = {
  read: () => local.get(cookieKey),
  write: (note: 'in' | 'leaving') => local.set(cookieKey, note),
  remove: () => local.remove(cookieKey),
}

let state: SessionState = { status: 'restoring' }
const listeners = new Set<() => void>()

export const sessionState = () => state

export const setSessionState = (next: SessionState) => {
  state = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useSessionState = () => useSyncExternalStore(subscribe, sessionState)

export const currentSession = () => (state.status === 'in' ? state.session : null)
export const useSession = () => useSyncExternalStore(subscribe, currentSession)

/** Names a person in a workspace: whatever is kept for one of them is kept under it, so that no other sees it. */
export const scopeOf = (session: KeptSession | null) =>
  session ? `${session.user.id}.${session.workspace?.id ?? ''}` : ''
export const currentScope = () => scopeOf(currentSession())

/** Where this tab was at last. */
export const rememberedScope = () => {
  const [userId, workspaceId] = (perTab.get(scopeKey) ?? '').split('.')
  return { userId, workspaceId: workspaceId || undefined }
}
export const forgetScope = () => perTab.remove(scopeKey)

/** Keeps a session. The page begins at its start where the same person was in another workspace just now. */
export const keepSession = ({ expiresIn, ...session }: Session, atStart = false) => {
  const kept = { ...session, expiresAt: Date.now() + expiresIn * 1000 }
  cookieNote.write('in')
  perTab.set(scopeKey, scopeOf(kept))
  const isSwitched = state.status === 'in' && scopeOf(state.session) !== scopeOf(kept)
  setSessionState({ status: 'in', session: kept, atStart: atStart || isSwitched })
}
