import { openapi } from '../../../functions/system/openapi.ts'

type Content = Record<string, { schema: Partial<ErrorSchema> }>
type ErrorSchema = { properties: { error: { properties: { code: { enum: string[] } } } } }
type Response = { headers?: object; content: Content }
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, never>[]
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: object
  responses: Record<string, Response | { $ref: string }>
  'x-dhol-roles'?: string[]
  'x-dhol-codes': string[]
  'x-dhol-limit': object
}
type Description = {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, Response> }
}

/** As a client gets it. */
export const described: Description = JSON.parse(JSON.stringify(openapi()))

export const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

export const operationOf = (name: string): Operation => {
  const found = operations.find(({ operation }) => operation.operationId === name)
  if (!found) throw new Error(`${name} is not described`)
  return found.operation
}

export const responseOf = (name: string, status: number): Response => {
  const response = operationOf(name).responses[status]
  if (!response) throw new Error(`${name} never answers ${status}`)
  if (!('$ref' in response)) return response
  const component = described.components.responses[response.$ref.replace('#/components/responses/', '')]
  if (!component) throw new Error(`${response.$ref} leads nowhere`)
  return component
}

/** Codes that the schema of the answer admits. */
export const codesOf = (name: string, status: number) =>
  responseOf(name, status).content['application/json']?.schema.properties?.error.properties.code.enum ?? []
