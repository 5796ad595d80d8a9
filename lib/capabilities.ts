import { ownDatabase, useDatabase, useIdentityDatabase, useSystemDatabase } from './capabilities/database.ts'
import { keepFailedEvents, publishAccountEvents, publishGenerationEvents } from './capabilities/events.ts'
import { recoverGenerations, runGenerations, storeAssets } from './capabilities/generations.ts'
import type { Grant } from './capabilities/grant.ts'
import { sealSecrets, signTokens, verifyTokens } from './capabilities/keys.ts'
import { limitAddresses, limitMails, limitRequests, throttleLogins } from './capabilities/limits.ts'
import { sendMail } from './capabilities/mail.ts'
import { askGoogle, knowEdge } from './capabilities/secrets.ts'
import { closeSockets, forgetSockets, openSockets, pushNews, writeTickets } from './capabilities/sockets.ts'
import type { Resources } from './resources.ts'

/**
 * What a function may be allowed to do, each with the environment that goes with it.
 * `lib/services.ts` says who has which.
 */
export const capabilities = {
  useDatabase,
  useIdentityDatabase,
  useSystemDatabase,
  ownDatabase,

  signTokens,
  verifyTokens,
  sealSecrets,
  knowEdge,
  askGoogle,

  limitAddresses,
  limitRequests,
  limitMails,
  throttleLogins,

  sendMail,
  publishAccountEvents,
  publishGenerationEvents,
  keepFailedEvents,

  runGenerations,
  recoverGenerations,
  storeAssets,

  pushNews,
  writeTickets,
  openSockets,
  forgetSockets,
  closeSockets,
} satisfies Record<string, (resources: Resources) => Grant>

export type Capability = keyof typeof capabilities
