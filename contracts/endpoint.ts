import type * as z from 'zod'
import type { AuditAction } from './audit-actions.ts'
import type { ErrorCode } from './errors.ts'

/**
 * GET reads. POST makes something or does something. PATCH changes some fields of a thing, with a body made by
 * `patchOf`. DELETE takes a thing away and has no body.
 */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/**
 * Who may call:
 * - `public`: anybody.
 * - `cookie`: a browser that holds the refresh cookie and sends the header `x-dhol-csrf: 1` with it.
 * - `person`: somebody who is logged in, about themselves, in whatever workspace. No API key.
 * - `member`: a person or an API key in a workspace, in a role that `access.ts` lists.
 */
export type Auth = 'public' | 'cookie' | 'person' | 'member'

/** A GET changes nothing. Anything else says what it writes down of its changes, or why it writes nothing. */
type Changes =
  | { method: 'GET'; audits?: never; unaudited?: never }
  | {
      method: Exclude<Method, 'GET'>
      /** What the audit may say of a call: each transaction that changes something records one of these. */
      audits: readonly [AuditAction, ...AuditAction[]]
      /** Why the call may also change something without a line. */
      unaudited?: string
    }
  | { method: Exclude<Method, 'GET'>; audits?: never; unaudited: string }

/** Where a reader of the API's description finds an endpoint, among others about the same. */
export type Tag = { name: string; description: string }

export type EndpointDefinition = Changes & {
  service: string
  /** Of its map: `tagged` writes it. */
  tag?: Tag
  /** API Gateway form: `/v1/generations/{id}`. */
  path: `/v1/${string}`
  auth: Auth
  /** A fresh code (or the password, where no second factor is set up) was given within the last minutes. */
  stepUp?: true
  /** One sentence for the API's readers. */
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  /** The call may carry an `Idempotency-Key`: with the same key and body nothing is done a second time. */
  idempotent?: true
  /** The status of success. */
  status: 200 | 201 | 202
  /** The body of success: JSON, unless it is a text to save as a `file`. */
  response: z.ZodType
  /** Its name is ASCII without quotes. */
  file?: { type: 'text/csv'; name: string }
  /** Codes of refusals that are the endpoint's own; `codesOf` adds those that follow from the rest of this. */
  errors?: readonly ErrorCode[]
}

/** Whether an endpoint asks for a token or key. The others are limited by address. */
export const needsToken = ({ auth }: EndpointDefinition): boolean => auth === 'person' || auth === 'member'

/** Declares one endpoint. Its key in the service's map is its name, its file and its OpenAPI operationId. */
export const endpoint = <const E extends EndpointDefinition>(definition: E): E => definition

/** Declares the endpoints of a map, which stand together in the description. */
export function tagged<const Es extends Record<string, EndpointDefinition>>(tag: Tag, endpoints: Es): Es {
  const entries = Object.entries(endpoints).map(([name, definition]) => [name, { ...definition, tag }])
  return Object.fromEntries(entries) as Es
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export type ParamsOf<E extends EndpointDefinition> = Parsed<E['params']>
export type QueryOf<E extends EndpointDefinition> = Parsed<E['query']>
export type BodyOf<E extends EndpointDefinition> = Parsed<E['body']>
/** What the handler gives, before the response schema has looked at it. */
export type ResponseOf<E extends EndpointDefinition> = z.input<E['response']>
