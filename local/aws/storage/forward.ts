import { Agent, request } from 'node:http'
import type { Answer, Call } from '../types.ts'

export type Forward = {
  (call: Pick<Call, 'method' | 'url' | 'headers' | 'body'>): Promise<Answer>
  /** After the last answer: an emulator that is ended in mid-work throws what nobody can catch. */
  close(): Promise<void>
}

/** Passes requests on to an emulator on a port of this machine. */
export const forwardTo = (port: number): Forward => {
  const agent = new Agent({ keepAlive: true })
  const pending = new Set<Promise<Answer>>()
  const ask = ({ method, url, headers, body }: Pick<Call, 'method' | 'url' | 'headers' | 'body'>) =>
    new Promise<Answer>((resolve, reject) => {
      const { connection: _, ...passed } = headers
      const outgoing = request({ host: '127.0.0.1', port, agent, method, path: url, headers: passed })
      outgoing.once('error', reject)
      outgoing.once('response', async (incoming) => {
        try {
          const chunks: Buffer[] = []
          for await (const chunk of incoming) chunks.push(chunk)
          const { connection, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = incoming.headers
          resolve({
            status: incoming.statusCode ?? 502,
            headers: kept as Record<string, string>,
            body: Buffer.concat(chunks),
          })
        } catch (error) {
          reject(error)
        }
      })
      outgoing.end(body)
    })
  const forward = (call: Parameters<typeof ask>[0]) => {
    const answer = ask(call)
    pending.add(answer)
    return answer.finally(() => pending.delete(answer))
  }
  const close = async () => {
    await Promise.allSettled(pending)
    agent.destroy()
  }
  return Object.assign(forward, { close })
}
