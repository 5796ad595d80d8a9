import * as z from 'zod'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import { ApiError, NetworkError, readApiError } from './api-error.ts'
import { noteServerTime } from './clock.ts'
import { currentSession, endSession } from './session.ts'

/** Longer than API Gateway's own limit of 30 s would be of no use. */
const timeoutMs = 30_000

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined

export type CallInput<E extends EndpointDefinition> = {
  params?: InputOf<E['params']>
  query?: InputOf<E['query']>
  body?: InputOf<E['body']>
  idempotencyKey?: string
  signal?: AbortSignal
}

const urlOf = (endpoint: EndpointDefinition, params: object = {}, query: object = {}) => {
  const path = Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    endpoint.path as string,
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

const exchange = async (url: string, init: RequestInit) => {
  try {
    const response = await fetch(url, init)
    const text = await response.text()
    return { response, text }
  } catch (cause) {
    if (init.signal?.aborted && init.signal.reason?.name !== 'TimeoutError') throw cause
    throw new NetworkError('no answer', { cause })
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Calls an endpoint and gives its answer as the contract describes it.
 * @throws {ApiError} the API refused, or answered something else than its contract says
 * @throws {NetworkError} no answer came
 */
export const call = async <E extends EndpointDefinition>(
  endpoint: E,
  input: CallInput<E> = {},
): Promise<z.output<E['response']>> => {
  const token = endpoint.auth === 'user' ? currentSession()?.accessToken : undefined
  const signals = [AbortSignal.timeout(timeoutMs), ...(input.signal ? [input.signal] : [])]
  const { response, text } = await exchange(urlOf(endpoint, input.params, input.query), {
    method: endpoint.method,
    headers: {
      accept: 'application/json',
      ...(input.body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
    },
    ...(input.body ? { body: JSON.stringify(input.body) } : {}),
    signal: AbortSignal.any(signals),
  })
  noteServerTime(response.headers.get('date'))

  if (!response.ok) {
    // The answer may be late: by then another person may be logged in, whose session must stay.
    if (response.status === 401 && token && token === currentSession()?.accessToken) endSession()
    throw readApiError(response.status, parseJson(text))
  }
  const answer = z.safeParse<E['response']>(endpoint.response, parseJson(text))
  if (!answer.success) throw new ApiError(response.status, { code: 'unexpected', message: '' })
  return answer.data
}
