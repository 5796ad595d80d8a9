import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { jsonAnswer, send } from '../gateway/http-message.ts'
import { StartError } from '../start/start-error.ts'

export type Handlers = {
  request: (request: IncomingMessage, response: ServerResponse) => void
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export type OpenOrigin = {
  port: number
  url: string
  /** Until this is called every request is answered 503. */
  serve: (handlers: Handlers) => void
  close: () => Promise<void>
}

const starting: Handlers = {
  request: (request, response) =>
    send(request, response, jsonAnswer(503, { message: 'Service Unavailable' })),
  upgrade: (_request, socket) => socket.destroy(),
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

const portError = (error: unknown, port: number) => {
  if (codeOf(error) === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken by another program.`,
      `End that program, or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (codeOf(error) === 'EACCES') {
    return new StartError(
      `This user may not open port ${port}.`,
      'Choose one above 1023: PORT=4000 npm start',
    )
  }
  return error
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/**
 * Takes the port on both loopback addresses, since `localhost` means either. Port 0 takes a free one.
 * Throws a StartError when the port is not free.
 */
export const openOrigin = async (port: number): Promise<OpenOrigin> => {
  let handlers = starting
  const servers = [createServer(), createServer()] as const
  for (const server of servers) {
    server.on('request', (request, response) => handlers.request(request, response))
    server.on('upgrade', (request, socket, head) => handlers.upgrade(request, socket, head))
  }
  const [four, six] = servers
  await listen(four, port, '127.0.0.1').catch((error) => {
    throw portError(error, port)
  })
  const address = four.address()
  const taken = typeof address === 'object' && address ? address.port : port
  await listen(six, taken, '::1').catch(async (error) => {
    if (codeOf(error) !== 'EADDRINUSE') return
    await close(four)
    throw portError(error, taken)
  })
  return {
    port: taken,
    url: `http://localhost:${taken}`,
    serve: (given) => {
      handlers = given
    },
    close: async () => {
      await Promise.all(servers.filter(({ listening }) => listening).map(close))
    },
  }
}
