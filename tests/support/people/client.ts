import type { Session } from '../../../contracts/auth/auth.ts'
import type { Brand } from '../../../contracts/brands.ts'
import type { ErrorBody } from '../../../contracts/common.ts'
import { type Generation, type GenerationInput, generation } from '../../../contracts/creative.ts'
import type { Role, Tier } from '../../../contracts/roles.ts'
import { eventually } from '../eventually.ts'
import { type Account, join, makeAccount, makeWorkspace } from './accounts.ts'

export type Answer<T> = { status: number; headers: Headers; body: T }
type Request = { method?: string; body?: unknown; headers?: Record<string, string> }
type Running = { origin: string; databaseUrl: string }

/** Somebody outside: knows the address of Dhol, has one of their own and, once logged in, a token. */
export const outsider = (origin: string, token?: string, address?: string) => ({
  /** A body that is a string goes out as it is. */
  async call<T = unknown>(path: string, { method, body, headers }: Request = {}): Promise<Answer<T>> {
    const response = await fetch(`${origin}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(address && { 'x-forwarded-for': address }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    }
  },
  refused: (path: string, request?: Request) =>
    outsider(origin, token, address).call<ErrorBody>(path, request),
})

/** What an answer comes to, such as `200` or `403 role_forbidden`. */
export async function codeOf(answer: Promise<Answer<Partial<ErrorBody>>>) {
  const { status, body } = await answer
  return body.error ? `${status} ${body.error.code}` : String(status)
}

/** Logs in from the person's own address. */
export async function logIn(origin: string, { email, password, address }: Account) {
  const { body, headers } = await outsider(origin, undefined, address).call<Session>(
    '/v1/auth/session/login',
    {
      body: { email, password },
    },
  )
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { session: body, cookie, ...outsider(origin, body.accessToken, address) }
}

/** Somebody new, logged in, in this role of a workspace: one of their own unless it is given. */
export async function newColleague(
  { origin, databaseUrl }: Running,
  { role = 'owner', tier, workspaceId }: { role?: Role; tier?: Tier; workspaceId?: string } = {},
) {
  const account = await makeAccount(databaseUrl)
  const id = workspaceId ?? (await makeWorkspace(databaseUrl, tier)).id
  await join(databaseUrl, id, account.id, role)
  return { account, workspaceId: id, ...(await logIn(origin, account)) }
}
export type Colleague = Awaited<ReturnType<typeof newColleague>>

/** Somebody new, an owner unless told otherwise, with a workspace and a brand of their own. */
export async function newMember(dhol: Running, more: { role?: Role; tier?: Tier } = {}) {
  const colleague = await newColleague(dhol, more)
  const { call } = colleague
  const { body: brand } = await call<Brand>('/v1/brands', { body: { name: 'Chai Point' } })

  const generate = (brief: string, more: Partial<GenerationInput> = {}) =>
    call<Generation>('/v1/generations', {
      body: { brandId: brand.id, brief, aspectRatios: ['1:1'], count: 1, ...more },
    })
  const find = async (id: string) => generation.parse((await call(`/v1/generations/${id}`)).body)
  /** The generation once it has ended. */
  const ended = (id: string, withinMs = 30_000) =>
    eventually(
      () => find(id),
      ({ finishedAt }) => finishedAt !== null,
      withinMs,
      // Five a second is what one caller may ask for.
      200,
    )
  return { ...colleague, brand, generate, find, ended }
}
export type Member = Awaited<ReturnType<typeof newMember>>
