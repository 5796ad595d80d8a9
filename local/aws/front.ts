import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Caller } from '../assembly/model.ts'
import { AwsError, errorAnswer } from './errors.ts'
import type { Authorize } from './iam/authorize.ts'
import { sessionOf } from './iam/principal.ts'
import { verifySignature } from './iam/signature.ts'
import { readClaim } from './iam/signature-claim.ts'
import type { Answer, Log, Service } from './types.ts'

/** More than any one request of ours needs: an S3 part is at most this in practice. */
const maxBodyBytes = 64 * 1024 * 1024

export type Front = { port: number; stop(): Promise<void> }

/**
 * Listens on one port of 127.0.0.1 for all services. The credential scope of the signature says which service
 * a request is for; only a request with a right signature, whose caller may make it, reaches it.
 */
export const startFront = async (
  services: Record<string, Service>,
  callers: Map<string, Caller>,
  authorize: Authorize,
  log: Log,
): Promise<Front> => {
  const server = createServer(async (request, response) => {
    const headers = flatHeaders(request)
    const url = request.url ?? '/'
    const service = readClaim({ url, headers })?.service ?? guessService(headers)
    const answer = await handle(request, url, headers, service).catch((error: unknown) => {
      if (error instanceof AwsError) {
        // Someone relies on what only AWS has: that should be seen here too.
        if (error.code === 'UnknownOperationException') log('warn', error.message)
        return errorAnswer(service, error)
      }
      log('error', `${service} failed inside the local cloud`, { error: String(error), url })
      return errorAnswer(service, new AwsError('InternalFailure', String(error), 500))
    })
    send(response, answer, request.method)
  })

  const handle = async (
    request: IncomingMessage,
    url: string,
    headers: Record<string, string>,
    service: string,
  ): Promise<Answer> => {
    const body = await readBody(request)
    const method = request.method ?? 'GET'
    const caller = await verifySignature({ method, url, headers, body, service }, callers)
    const found = Object.hasOwn(services, service) ? services[service] : undefined
    if (!found)
      throw new AwsError('UnknownOperationException', `The local cloud has no service "${service}"`, 404)
    const call = { method, url, headers, body, caller }
    const needed = found.permissionsFor(call)
    if (needed === 'nothing') return found.answer(call)
    if (needed.length === 0) throw new Error(`${service} asks for no permission for ${method} ${url}`)
    for (const permission of needed) await authorize(sessionOf(caller), permission)
    return found.answer(call)
  }

  // An SDK client keeps its sockets longer than Node's five seconds and would meet a reset on the next request.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** For the form of the refusal only: an unsigned request goes no further. */
const guessService = (headers: Record<string, string>) => (headers['x-amz-target'] ? 'unsigned' : 's3')

const flatHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > maxBodyBytes) throw new AwsError('RequestEntityTooLarge', 'The body is too large', 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const send = (response: ServerResponse, answer: Answer, method = 'GET') => {
  const headers = { ...answer.headers }
  // The answer to HEAD tells the length of a body that it does not carry.
  if (method !== 'HEAD') headers['content-length'] = String(Buffer.byteLength(answer.body ?? ''))
  response.writeHead(answer.status, headers)
  response.end(method === 'HEAD' ? undefined : answer.body)
}
