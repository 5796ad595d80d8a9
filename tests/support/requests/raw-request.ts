import { Agent, request as httpRequest } from 'node:http'

type RawRequest = {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}
export type RawAnswer = { status: number; text: string; ms: number }

/** Longer than any answer takes on a machine that does much else. */
const patienceMs = 25_000

/** Sends what `fetch` would refuse to. @throws when no whole answer comes in 25 s */
export function rawRequests(origin: string) {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(origin)
  const send = ({ method, path, headers, body }: RawRequest) =>
    new Promise<RawAnswer>((resolve, reject) => {
      const began = performance.now()
      const signal = AbortSignal.timeout(patienceMs)
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const options = { agent, hostname, port, method, path, headers: { ...headers, ...length }, signal }
      const sent = httpRequest(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - began })
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { send, close: () => agent.destroy() }
}
