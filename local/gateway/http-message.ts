import type { IncomingMessage, ServerResponse } from 'node:http'

/** A whole answer, before it is written. */
export type Answer = {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer | string
}

export const jsonAnswer = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Reads the body; `undefined` when it is longer than `limit` bytes. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length']) > limit) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

const withoutBody = new Set([204, 304])

/** Writes an answer; a request whose body was not read to its end loses its connection. */
export const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
) => {
  if (response.destroyed) return
  const bytes = Buffer.byteLength(body)
  const framing = withoutBody.has(status) ? {} : { 'content-length': bytes }
  response.writeHead(status, { ...headers, ...framing, ...(request.complete ? {} : { connection: 'close' }) })
  response.end(request.method === 'HEAD' || withoutBody.has(status) ? undefined : body)
}

/** A request as it reaches the API. */
export type ApiRequest = {
  method: string
  /** Still percent-encoded. */
  path: string
  query: string
  headers: Record<string, string | undefined>
  body: Buffer
  sourceIp: string
}
