import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { arn } from './arn.ts'
import { authorize } from './authorize.ts'
import { type Forward, forwardTo } from './forward.ts'
import type { Call, Service } from './types.ts'

const require = createRequire(import.meta.url)

export type Ses = Service & {
  /** Gives the address of the page on which sent mail can be read until the next start. */
  openInbox(): Promise<string>
}

type Emulator = { server: Server; forward: Forward; inboxUrl: string }

/** SES, both versions. Mail goes nowhere but to an inbox. */
export const makeSes = (): Ses => {
  let started: Promise<Emulator> | undefined
  const emulator = () => {
    started ??= startEmulator()
    return started
  }
  return {
    openInbox: async () => (await emulator()).inboxUrl,
    async answer(call) {
      authorize(call.caller, actionOf(call), arn('ses', 'identity/*'))
      return (await emulator()).forward(call)
    },
    async stop() {
      if (!started) return
      const { server, forward } = await started
      forward.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const templateActions: Record<string, string> = {
  GET: 'GetEmailTemplate',
  POST: 'CreateEmailTemplate',
  PUT: 'UpdateEmailTemplate',
  DELETE: 'DeleteEmailTemplate',
}

const actionOf = ({ method, url, body }: Call): `ses:${string}` => {
  if (url.startsWith('/v2/email/outbound-bulk-emails')) return 'ses:SendBulkEmail'
  if (url.startsWith('/v2/email/outbound-emails')) return 'ses:SendEmail'
  if (url.startsWith('/v2/email/account')) return 'ses:GetAccount'
  if (url.startsWith('/v2/email/templates')) return `ses:${templateActions[method]}`
  return `ses:${new URLSearchParams(body.toString()).get('Action')}`
}

/** Loaded at the first mail: it takes half a second and 50 MB, and most sessions send none. */
const startEmulator = async (): Promise<Emulator> => {
  const emulator: typeof import('aws-ses-v2-local') = require('aws-ses-v2-local')
  const server = await emulator.default({ host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  return { server, forward: forwardTo(port), inboxUrl: `http://127.0.0.1:${port}` }
}
