import { randomUUID } from 'node:crypto'
import type { Session } from '../../contracts/auth.ts'
import type { ErrorBody } from '../../contracts/common.ts'
import { type Brand, type Generation, type GenerationInput, generation } from '../../contracts/creative.ts'
import { eventually } from './eventually.ts'

export type Answer<T> = { status: number; headers: Headers; body: T }
type Request = { method?: string; body?: unknown; headers?: Record<string, string> }

/** Somebody outside: knows the address and, once registered, a token. */
export const outsider = (origin: string, token?: string) => ({
  /** A body that is a string goes out as it is. */
  async call<T = unknown>(path: string, { method, body, headers }: Request = {}): Promise<Answer<T>> {
    const response = await fetch(`${origin}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text && JSON.parse(text)) as T }
  },
  refused: (path: string, request?: Request) => outsider(origin, token).call<ErrorBody>(path, request),
})

/** A new user with a workspace and a brand of its own. */
export async function newMember(origin: string) {
  const account = { name: 'Asha', email: `asha-${randomUUID()}@example.in`, password: 'a-long-password' }
  const { body: session } = await outsider(origin).call<Session>('/v1/auth/register', { body: account })
  const api = outsider(origin, session.accessToken)
  const { body: brand } = await api.call<Brand>('/v1/brands', { body: { name: 'Chai Point' } })

  const order = (brief: string, more: Partial<GenerationInput> = {}) =>
    api.call<Generation>('/v1/generations', {
      body: { brandId: brand.id, brief, aspectRatios: ['1:1'], count: 1, ...more },
    })
  const find = async (id: string) => generation.parse((await api.call(`/v1/generations/${id}`)).body)
  /** The order once it has ended. */
  const ended = (id: string, withinMs = 30_000) =>
    eventually(
      () => find(id),
      ({ finishedAt }) => finishedAt !== null,
      withinMs,
    )
  return { account, session, brand, ...api, order, find, ended }
}
export type Member = Awaited<ReturnType<typeof newMember>>
