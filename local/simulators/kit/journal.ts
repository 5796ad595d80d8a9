import type { FastifyInstance, FastifyRequest } from 'fastify'
import { withoutSecrets } from './secrets.ts'

/** One call as the simulator saw it, without its secrets; long texts are shortened. */
export type Call = {
  at: string
  method: string
  path: string
  query: Record<string, unknown>
  headers: Record<string, unknown>
  body?: unknown
  /** What it was to the vendor; missing where it was refused before that was known. */
  operation?: string
  fault?: string
  /** What the vendor's simulator wants to say of it: what it would cost, which node an id is. */
  notes: Record<string, unknown>
  /** Missing while the call lasts, and when its connection was cut. */
  status?: number
  answer?: unknown
}
export type Recorded = { call: Call; text: string }

const kept = 2000
/** Files and pictures that a call brings are not looked into for `match`. */
const longestText = 20_000

/** Everything that may be matched: method, path, and the texts of query and body as the vendor reads them. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return value.length > longestText ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** Notes down each call that reaches `app`, but for those of the control endpoint. */
export const recordCalls = (app: FastifyInstance, now: () => number) => {
  const open = new WeakMap<FastifyRequest, Recorded>()
  let recorded: Recorded[] = []

  app.addHook('onRequest', async (request) => {
    const [path = ''] = request.url.split('?')
    if (path.startsWith('/_control')) return
    const { method } = request
    const call: Call = {
      at: new Date(now()).toISOString(),
      method,
      path,
      query: withoutSecrets({ ...(request.query as object) }),
      headers: withoutSecrets(request.headers),
      notes: {},
    }
    const entry = { call, text: [`${method} ${path}`, ...textsOf(request.query)].join('\n') }
    open.set(request, entry)
    recorded = [...recorded.slice(1 - kept), entry]
  })
  app.addHook('preHandler', async (request) => {
    const entry = open.get(request)
    if (!entry || request.body === undefined) return
    entry.call.body = withoutSecrets(request.body)
    entry.text = [entry.text, ...textsOf(request.body)].join('\n')
  })
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const entry = open.get(request)
    if (entry) entry.call.answer = withoutSecrets(payload)
    return payload
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const entry = open.get(request)
    if (!entry) return payload
    entry.call.status = reply.statusCode
    if (typeof payload === 'string') entry.call.answer ??= withoutSecrets(payload)
    return payload
  })

  return {
    /** The entry of a request that is being answered. */
    of(request: FastifyRequest): Recorded {
      const entry = open.get(request)
      if (!entry) throw new Error('calls of the control endpoint are not recorded')
      return entry
    },
    /** Those in which `match` occurs, or all, newest last. */
    list: (match = ''): Call[] => recorded.filter(({ text }) => text.includes(match)).map(({ call }) => call),
    clear() {
      recorded = []
    },
  }
}

export type Journal = ReturnType<typeof recordCalls>

/**
 * A call as one line of JSON for a judge that knows the vendor's own description of its API: parameters in one place,
 * however they came, and the notes beside them.
 */
export const asLine = ({ notes, ...call }: Call): string => {
  const { body } = call
  const isForm = typeof body === 'object' && body !== null && !Array.isArray(body)
  return JSON.stringify({ ...call, ...notes, params: { ...call.query, ...(isForm ? body : {}) } })
}
