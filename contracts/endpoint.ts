import type * as z from 'zod'

export type Method = 'GET' | 'POST'

export type EndpointDefinition = {
  service: string
  method: Method
  /** API Gateway form: `/v1/generations/{id}`. */
  path: `/v1/${string}`
  /** `user` needs a bearer token; `public` needs nothing. */
  auth: 'public' | 'user'
  /** One sentence for the API's readers. */
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  /** The call may carry an `Idempotency-Key`: with the same key and body nothing is done a second time. */
  idempotent?: true
  /** The status of success. */
  status: 200 | 201 | 202
  response: z.ZodType
}

/** Declares one endpoint. Its key in the service's map is its name, its file and its OpenAPI operationId. */
export const endpoint = <const E extends EndpointDefinition>(definition: E): E => definition

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export type ParamsOf<E extends EndpointDefinition> = Parsed<E['params']>
export type QueryOf<E extends EndpointDefinition> = Parsed<E['query']>
export type BodyOf<E extends EndpointDefinition> = Parsed<E['body']>
/** What the handler gives, before the response schema has looked at it. */
export type ResponseOf<E extends EndpointDefinition> = z.input<E['response']>
