import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Permission } from '../assembly/model.ts'
import { arn } from './arn.ts'
import { AwsError } from './errors.ts'
import { parseInput } from './json-protocol.ts'
import { type Forward, forwardTo } from './storage/forward.ts'
import type { Call, Service } from './types.ts'

const require = createRequire(import.meta.url)

export type Ses = Service & {
  /** Gives the address of the page on which sent mail can be read until the next start. */
  openInbox(): Promise<string>
}

type Emulator = { server: Server; forward: Forward; inboxUrl: string }

/** SES, version 2, as far as sending a mail goes. It goes nowhere but to an inbox. */
export const makeSes = (): Ses => {
  let started: Promise<Emulator> | undefined
  const emulator = () => {
    started ??= startEmulator()
    return started
  }
  return {
    openInbox: async () => (await emulator()).inboxUrl,
    permissionsFor,
    answer: async (call) => (await emulator()).forward(call),
    async stop() {
      if (!started) return
      const { server, forward } = await started
      await forward.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Mail = {
  FromEmailAddress?: string
  Destination?: { ToAddresses?: string[] }
  ConfigurationSetName?: string
}

/**
 * A mail is sent in the name of an identity: the domain that stands in its sender's address. In the sandbox, in which
 * each new account is, SES asks for the identities of its recipients too.
 */
const permissionsFor = ({ method, url, body }: Call): Permission[] => {
  if (method !== 'POST' || url !== '/v2/email/outbound-emails')
    throw new AwsError('UnknownOperationException', `ses has no ${method} ${url} in the local cloud`, 404)
  const { FromEmailAddress = '', Destination, ConfigurationSetName } = parseInput(body) as Mail
  const address = /<([^>]*)>/.exec(FromEmailAddress)?.[1] ?? FromEmailAddress
  const context = { 'ses:FromAddress': address }
  const identities = [address.replace(/^.*@/, ''), ...(Destination?.ToAddresses ?? [])]
  const resources = identities.map((identity) => `identity/${identity}`)
  if (ConfigurationSetName !== undefined) resources.push(`configuration-set/${ConfigurationSetName}`)
  return resources.map((resource) => ({ action: 'ses:SendEmail', resource: arn('ses', resource), context }))
}

/** Loaded at the first mail: it takes half a second and 50 MB, and most sessions send none. */
const startEmulator = async (): Promise<Emulator> => {
  const emulator: typeof import('aws-ses-v2-local') = require('aws-ses-v2-local')
  const server = await emulator.default({ host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  return { server, forward: forwardTo(port), inboxUrl: `http://127.0.0.1:${port}` }
}
