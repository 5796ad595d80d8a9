import { authEndpoints, type Session } from '../../../../contracts/auth/auth.ts'
import { ApiError, hasCode } from '../api/api-error.ts'
import { type CallInput, send } from '../api/transport.ts'
import { exclusively } from './exclusively.ts'
import {
  cookieNote,
  currentSession,
  forgetScope,
  keepSession,
  type Leaving,
  rememberedScope,
  sessionState,
  setSessionState,
} from './session.ts'
import { singleFlight } from './single-flight.ts'
import { local } from './storage.ts'

type News = { type: 'in'; userId: string } | { type: 'out'; why: Leaving }

const otherTabs = new BroadcastChannel('dhol.session')
const tell = (news: News) => otherTabs.postMessage(news)

const refresh = (workspaceId?: string) =>
  send(authEndpoints.refreshSession, { body: workspaceId ? { workspaceId } : {} })

/** In the workspace of this tab, or in another where the person does not belong to it any more. */
const refreshHere = async () => {
  const { workspaceId } = rememberedScope()
  try {
    return await refresh(workspaceId)
  } catch (error) {
    const isGone = error instanceof ApiError && [403, 404].includes(error.status) && error.code !== 'csrf'
    if (!workspaceId || !isGone) throw error
    forgetScope()
    return refresh()
  }
}

const isOwnWish = (why: Leaving) => why === 'by-choice' || why === 'deleted'

const leave = (why: Leaving) => {
  if (isOwnWish(why)) forgetScope()
  setSessionState({ status: 'out', why })
}

/** The API has ended the session: for every tab, since they share the cookie. */
export const endSession = () => {
  cookieNote.remove()
  leave('ended')
  tell({ type: 'out', why: 'ended' })
}

/**
 * Gets a new access token by the cookie; whoever asks meanwhile waits for the same one. Where there is none to be had
 * any more, the session is over.
 * @throws {NetworkError} and what else says nothing about the session
 */
export const renewSession = singleFlight(() =>
  exclusively(async () => {
    const before = sessionState()
    // Logged out while it waited for its turn.
    if (before.status === 'out') return
    try {
      const session = await refreshHere()
      if (sessionState().status !== 'out') keepSession(session)
    } catch (error) {
      if (!hasCode(error, 'unauthorized')) throw error
      if (sessionState().status !== 'out') endSession()
    }
  }),
)

const finishLogOut = () =>
  exclusively(async () => {
    try {
      await send(authEndpoints.logOut)
    } catch (error) {
      // Without an answer the cookie still works: the next start of the page tries again.
      if (!(error instanceof ApiError && error.status < 500)) return
    }
    if (cookieNote.read() === 'leaving') cookieNote.remove()
  })

const leaveEverywhere = (why: 'by-choice' | 'deleted') => {
  cookieNote.write('leaving')
  leave(why)
  tell({ type: 'out', why: 'elsewhere' })
  return finishLogOut()
}

/** Logs out here and in the other tabs at once, and at the API as soon as it can be reached. */
export const logOut = () => leaveEverywhere('by-choice')

/** The same once the account was deleted, which the page then tells of. */
export const leaveDeletedAccount = () => leaveEverywhere('deleted')

/** Whether this person wanted to be out: then whoever logs in next is not led to where they were. */
export const hasLoggedOut = () => {
  const state = sessionState()
  return state.status === 'out' && isOwnWish(state.why)
}

const enter = (session: Session, atStart: boolean) => {
  keepSession(session, atStart)
  tell({ type: 'in', userId: session.user.id })
}

/**
 * Logs in, into the workspace that this tab was in when it was the same person's. With `atStart` the page begins at `/`,
 * so that its caller is gone after it.
 */
export const logIn = (body: CallInput<typeof authEndpoints.login>['body'], { atStart = false } = {}) =>
  exclusively(async () => {
    const session = await send(authEndpoints.login, { body })
    const { userId, workspaceId } = rememberedScope()
    const isElsewhere = userId === session.user.id && workspaceId && workspaceId !== session.workspace?.id
    enter(isElsewhere ? await refresh(workspaceId).catch(() => session) : session, atStart)
  })

/**
 * Goes to another workspace, in this tab alone. All that was kept of the old one is forgotten, and the page begins at
 * `/`, so that its caller is gone after it.
 */
export const switchWorkspace = (workspaceId: string) =>
  exclusively(async () => {
    const session = await refresh(workspaceId)
    if (currentSession()) keepSession(session)
  })

/** At the start of the page: finds out by the cookie who is logged in. */
export const restoreSession = async () => {
  // Earlier versions kept a token there.
  local.remove('dhol.session')
  const note = cookieNote.read()
  if (note !== 'in') {
    setSessionState({ status: 'out', why: 'new' })
    if (note === 'leaving') await finishLogOut()
    return
  }
  setSessionState({ status: 'restoring' })
  try {
    await renewSession()
  } catch (error) {
    setSessionState({ status: 'unreachable', error })
  }
}

/** Another tab logged in or out, and the cookie is shared. */
otherTabs.onmessage = ({ data }: MessageEvent<News>) => {
  const isIn = sessionState().status === 'in'
  if (data.type === 'out') {
    if (isIn) leave(data.why)
  } else if (currentSession()?.user.id !== data.userId) void restoreSession()
}
