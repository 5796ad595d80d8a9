import type { AddressInfo } from 'node:net'
import emulator from 'aws-ses-v2-local'
import { arn } from './arn.ts'
import { authorize } from './authorize.ts'
import { forwardTo } from './forward.ts'
import type { Service } from './types.ts'

/** SES, both versions. Mail goes nowhere: it can be read on the page at `inboxUrl` until the next start. */
export const startSes = async (): Promise<Service & { inboxUrl: string }> => {
  const server = await emulator.default({ host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  const forward = forwardTo(port)
  return {
    inboxUrl: `http://127.0.0.1:${port}`,
    answer(call) {
      const isSending = call.method === 'POST' && !call.url.includes('/templates')
      authorize(call.caller, isSending ? 'ses:SendEmail' : `ses:${call.method}`, arn('ses', 'identity/*'))
      return forward(call)
    },
    async stop() {
      forward.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
