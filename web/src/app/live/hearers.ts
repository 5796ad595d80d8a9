import type { QueryClient } from '@tanstack/react-query'
import type { News } from '../../../../contracts/realtime.ts'

/** What the page does with each type of message: it puts what the message says into the cache. */
export type HearersOf<N extends News> = {
  readonly [T in N['type']]: (client: QueryClient, message: Extract<N, { type: T }>) => void
}

declare module '@tanstack/react-query' {
  interface Register {
    /** `live`: messages change this data, so it is fetched again where some may have been missed. */
    queryMeta: { live?: true }
  }
}
