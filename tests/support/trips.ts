import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Trip = { to: string; from: number; until: number }

/** Long beside what a request costs, so that what goes out together is seen to. */
const delayMs = 40

/** Of PostgreSQL: the last bytes of the answer to whoever has just logged in, and of every answer after it. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

/**
 * Stands before a server, holds each of its answers back for a moment, and notes the round trips: one is all that a
 * client sends until it is answered, and a whole log-in to PostgreSQL.
 */
export async function watchTrips(to: string, { host, port }: { host: string; port: number }, trips: Trip[]) {
  const sockets = new Set<Socket>()
  const deaf = new Set<Socket>()
  const mute = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, host)
    let trip: Trip | undefined
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true).on('error', () => undefined))
      socket.on('close', () => [client, upstream].forEach((one) => void one.destroy()))
    }
    let isLoggedIn = to !== 'database'
    client.on('data', (chunk) => {
      if (deaf.has(client)) return
      if (!trip) {
        trip = { to, from: performance.now(), until: Number.POSITIVE_INFINITY }
        trips.push(trip)
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      setTimeout(() => {
        isLoggedIn ||= chunk.includes(readyForQuery)
        if (trip && isLoggedIn) {
          trip.until = performance.now()
          trip = undefined
        }
        if (!mute.has(upstream)) client.write(chunk)
      }, delayMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    /** Cuts every connection. */
    cut: () => sockets.forEach((socket) => void socket.resetAndDestroy()),
    /** From now on what comes back over the connections that there are gets lost. */
    mute: () => sockets.forEach((socket) => void mute.add(socket)),
    /** From now on what comes over the connections that there are goes nowhere. */
    deafen: () => sockets.forEach((socket) => void deaf.add(socket)),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** How many round trips waited for each other: the most of which no two were under way at once. */
export function depthOf(trips: Trip[]): number {
  let [depth, end] = [0, Number.NEGATIVE_INFINITY]
  for (const { from, until } of [...trips].sort((one, other) => one.until - other.until)) {
    if (from >= end) [depth, end] = [depth + 1, until]
  }
  return depth
}
