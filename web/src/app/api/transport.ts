import * as z from 'zod'
import type { EndpointDefinition } from '../../../../contracts/endpoint.ts'
import { ApiError, NetworkError, readApiError } from './api-error.ts'
import { noteServerTime } from './clock.ts'

/** An API answers within 29 s; the rest is for the way there and back. */
export const answerWithinMs = 35_000

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
    const bytes = await response.arrayBuffer()
    return { response, bytes }
  } catch (cause) {
    if (init.signal?.aborted && init.signal.reason?.name !== 'TimeoutError') throw cause
    throw new NetworkError('no answer', { cause })
  }
}

const parseJson = (bytes: ArrayBuffer): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * Sends one request and gives the bytes of the answer.
 * @throws {ApiError} the API refused
 * @throws {NetworkError} no answer came
 */
export const sendForBytes = async <E extends EndpointDefinition>(
  endpoint: E,
  input: CallInput<E>,
  accessToken?: string,
) => {
  const signals = [AbortSignal.timeout(answerWithinMs), ...(input.signal ? [input.signal] : [])]
  const { response, bytes } = await exchange(urlOf(endpoint, input.params, input.query), {
    method: endpoint.method,
    headers: {
      accept: endpoint.file?.type ?? 'application/json',
      ...(input.body ? { 'content-type': 'application/json' } : {}),
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      // Another site can make a browser send the cookie, but not this header.
      ...(endpoint.auth === 'cookie' ? { 'x-dhol-csrf': '1' } : {}),
      ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
    },
    ...(input.body ? { body: JSON.stringify(input.body) } : {}),
    signal: AbortSignal.any(signals),
  })
  noteServerTime(response.headers.get('date'))
  if (!response.ok) {
    throw readApiError(response.status, parseJson(bytes), response.headers.get('retry-after'))
  }
  return { bytes, status: response.status }
}

/** As above, and gives the answer as the contract describes it. An answer of another shape is an `ApiError` too. */
export const send = async <E extends EndpointDefinition>(
  endpoint: E,
  input: CallInput<E> = {},
  accessToken?: string,
): Promise<z.output<E['response']>> => {
  const { bytes, status } = await sendForBytes(endpoint, input, accessToken)
  const answer = z.safeParse<E['response']>(endpoint.response, parseJson(bytes))
  if (!answer.success) throw new ApiError(status, { code: 'unexpected', message: '' })
  return answer.data
}
