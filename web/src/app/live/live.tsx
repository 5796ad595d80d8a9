import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { realtimeEndpoints, type SocketMessage } from '../../../../contracts/realtime.ts'
import { call } from '../api/api.ts'
import { serially } from '../session/serially.ts'
import { type LiveStatus, openLiveLine } from './live-line.ts'

const LiveContext = createContext<LiveStatus>('catching-up')

/** Whether news arrives by itself (`live`) or has to be asked for. */
export const useLiveStatus = () => useContext(LiveContext)

const invite = async () => {
  const { url, ticket } = await call(realtimeEndpoints.createTicket)
  return `${url}?ticket=${encodeURIComponent(ticket)}`
}

type Props = {
  /**
   * Puts a message into the cache; gives false where the rows must be fetched to know all of it.
   * Must be the same function at every render.
   */
  onMessage: (client: QueryClient, message: SocketMessage) => boolean
  children: ReactNode
}

/** Holds the live line for as long as it is mounted, which is as long as someone is logged in. */
export const LiveProvider = ({ onMessage, children }: Props) => {
  const client = useQueryClient()
  const [status, setStatus] = useState<LiveStatus>('catching-up')

  useEffect(() => {
    const catchUp = serially(() => client.invalidateQueries())
    const line = openLiveLine({
      invite,
      onMessage: (message) => {
        if (!onMessage(client, message)) void catchUp()
      },
      onMissed: () => void catchUp(),
      onStatus: setStatus,
    })
    const wakeWhenSeen = () => {
      if (document.visibilityState === 'visible') line.wake()
    }
    window.addEventListener('online', line.wake)
    document.addEventListener('visibilitychange', wakeWhenSeen)
    return () => {
      window.removeEventListener('online', line.wake)
      document.removeEventListener('visibilitychange', wakeWhenSeen)
      line.stop()
    }
  }, [client, onMessage])

  return <LiveContext value={status}>{children}</LiveContext>
}
