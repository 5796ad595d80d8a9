import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type News, realtimeEndpoints } from '../../../../contracts/realtime.ts'
import { call } from '../api/api.ts'
import { serially } from '../session/serially.ts'
import type { HearersOf } from './hearers.ts'
import { type LiveStatus, openLiveLine } from './live-line.ts'

const LiveContext = createContext<LiveStatus>('catching-up')

/** Whether news arrives by itself (`live`) or has to be asked for. */
export const useLiveStatus = () => useContext(LiveContext)

/** A tab that nobody has looked at for so long lets its socket go, in milliseconds. */
const restAfterMs = 5 * 60_000

const invite = async () => {
  const { url, ticket } = await call(realtimeEndpoints.createTicket)
  return `${url}?ticket=${encodeURIComponent(ticket)}`
}

type Hear = (client: QueryClient, message: News) => void

type Props = {
  /** Must be the same at every render. */
  hearers: HearersOf<News>
  children: ReactNode
}

/** Holds the live line for as long as it is mounted, which is as long as someone is logged in. */
export const LiveProvider = ({ hearers, children }: Props) => {
  const client = useQueryClient()
  const [status, setStatus] = useState<LiveStatus>('catching-up')

  useEffect(() => {
    const catchUp = serially(() => client.invalidateQueries({ predicate: ({ meta }) => meta?.live === true }))
    const line = openLiveLine({
      invite,
      onMessage: (message) => {
        // TypeScript does not see that the hearer of a message's own type takes that message.
        const hear = hearers[message.type] as Hear
        hear(client, message)
      },
      onMissed: () => void catchUp(),
      onStatus: setStatus,
    })
    let resting: ReturnType<typeof setTimeout> | undefined
    const wakeWhenSeen = () => {
      clearTimeout(resting)
      if (document.visibilityState === 'visible') line.wake()
      else resting = setTimeout(line.rest, restAfterMs)
    }
    window.addEventListener('online', line.wake)
    document.addEventListener('visibilitychange', wakeWhenSeen)
    return () => {
      window.removeEventListener('online', line.wake)
      document.removeEventListener('visibilitychange', wakeWhenSeen)
      clearTimeout(resting)
      line.stop()
    }
  }, [client, hearers])

  return <LiveContext value={status}>{children}</LiveContext>
}
