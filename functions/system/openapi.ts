import * as z from 'zod'
import { errorBody } from '../../contracts/common.ts'
import type { EndpointDefinition } from '../../contracts/endpoint.ts'
import { endpoints } from '../../contracts/index.ts'

/** The API as OpenAPI 3.1, made from the contracts alone. */
export function openapi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(name, endpoint),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dhol', version: '1', description: 'Pictures and campaigns for Meta ads.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: schemaOf(errorBody, 'output') },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function operation(name: string, endpoint: EndpointDefinition) {
  return {
    operationId: name,
    tags: [endpoint.service],
    summary: endpoint.summary,
    security: endpoint.auth === 'user' ? [{ accessToken: [] }] : [],
    parameters: [
      ...parameters('path', endpoint.params),
      ...parameters('query', endpoint.query),
      ...(endpoint.idempotent ? [idempotencyKey] : []),
    ],
    ...(endpoint.body && {
      requestBody: { required: true, content: json(schemaOf(endpoint.body, 'input')) },
    }),
    responses: {
      [endpoint.status]: { description: 'Done.', content: json(schemaOf(endpoint.response, 'output')) },
      default: { description: 'Refused.', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same body does nothing a second time: the answer is the first order as it is by then.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const parameters = (place: 'path' | 'query', schema: z.ZodObject | undefined) =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: schemaOf(field, 'input'),
  }))

const json = (schema: unknown) => ({ 'application/json': { schema } })

/** OpenAPI 3.1 speaks JSON Schema 2020-12 as zod writes it; only the dialect's name is left out in each place. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
