import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { access } from '../../../contracts/access.ts'
import { type ErrorCode, errors } from '../../../contracts/errors.ts'
import { endpoints } from '../../../contracts/index.ts'
import { openapi } from '../../../functions/system/openapi.ts'
import { codesGivenBy } from './codes-given.ts'

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
const described: Description = JSON.parse(JSON.stringify(openapi()))

const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

const operationOf = (name: string): Operation => {
  const found = operations.find(({ operation }) => operation.operationId === name)
  if (!found) throw new Error(`${name} is not described`)
  return found.operation
}

const responseOf = (name: string, status: number): Response => {
  const response = operationOf(name).responses[status]
  if (!response) throw new Error(`${name} never answers ${status}`)
  if (!('$ref' in response)) return response
  const component = described.components.responses[response.$ref.replace('#/components/responses/', '')]
  if (!component) throw new Error(`${response.$ref} leads nowhere`)
  return component
}

/** Codes that the schema of the answer admits. */
const codesOf = (name: string, status: number) =>
  responseOf(name, status).content['application/json']?.schema.properties?.error.properties.code.enum ?? []

test('redocly finds no error and no warning by its recommended rules', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(described), config })
  const lines = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`,
  )
  expect(lines).toEqual([])
}, 60_000)

test('every endpoint is described at its address, under a tag that says what it is about', () => {
  const addresses = operations.map(({ path, method, operation }) => [operation.operationId, method, path])
  expect(addresses.sort()).toEqual(
    Object.entries(endpoints)
      .map(([name, { method, path }]) => [name, method.toLowerCase(), path])
      .sort(),
  )
  const tags = described.tags.map(({ name }) => name)
  expect(tags).toEqual(['auth', 'workspaces', 'audit', 'creative', 'realtime', 'system'])
  for (const { operation } of operations) {
    expect([operation.operationId, operation.tags]).toEqual([operation.operationId, [expect.any(String)]])
    expect(tags).toEqual(expect.arrayContaining(operation.tags))
  }
  expect(operationOf('inviteMember').tags).toEqual(['workspaces'])
})

describe.each(Object.entries(endpoints))('%s', (name, endpoint) => {
  const operation = operationOf(name)
  const roles: readonly string[] | undefined = access[name as keyof typeof access]

  test('says who may call it', () => {
    expect(operation['x-dhol-roles']).toEqual(roles)
    const schemes = operation.security.flatMap((each) => Object.keys(each))
    const keysMay = !endpoint.stepUp && ['editor', 'viewer'].some((role) => roles?.includes(role))
    const expected = {
      public: [],
      cookie: ['refreshCookie'],
      person: ['accessToken'],
      member: keysMay ? ['accessToken', 'apiKey'] : ['accessToken'],
    }
    expect(schemes).toEqual(expected[endpoint.auth])
    if (roles && roles.length < 5) expect(operation.description).toContain(`Roles: ${roles.join(', ')}.`)
    expect(operation.description.includes('Needs `stepUp`')).toBe(endpoint.stepUp ?? false)
    const csrf = operation.parameters.find((each) => each.name === 'x-dhol-csrf')
    expect(csrf?.required ?? false).toBe(endpoint.auth === 'cookie')
  })

  test('says its limit, and a success and a 429 carry what is left of it', () => {
    const isByAddress = ['public', 'cookie'].includes(endpoint.auth)
    expect(operation.description).toContain(
      isByAddress ? 'Requests of one address' : 'Requests of one caller',
    )
    expect(Object.keys(operation['x-dhol-limit'])).toEqual([isByAddress ? 'address' : 'caller'])
    const left = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
    expect(Object.keys(responseOf(name, endpoint.status).headers ?? {})).toEqual(left)
    expect(Object.keys(responseOf(name, 429).headers ?? {})).toEqual([...left, 'Retry-After'])
  })

  test('has one success, and every code at its status', () => {
    const refused = Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status >= 400)
    expect(Object.keys(operation.responses)).toHaveLength(refused.length + 1)
    const byStatus = refused.flatMap((status) => codesOf(name, status).map((code) => [status, code]))
    expect(byStatus).toEqual(
      operation['x-dhol-codes'].map((code) => [errors[code as ErrorCode].status, code]),
    )
    for (const code of endpoint.errors ?? []) expect(operation['x-dhol-codes']).toContain(code)
    const kind = endpoint.contentType ?? 'application/json'
    expect(Object.keys(responseOf(name, endpoint.status).content)).toEqual([kind])
  })

  test('tells of every code that its code gives', () => {
    const codes = codesGivenBy(name, endpoint.service)
    expect(operation['x-dhol-codes']).toEqual(expect.arrayContaining(codes))
  })
})

test('what follows from auth, body, path and key is told without being written down', () => {
  expect(operationOf('getHealth')['x-dhol-codes']).toEqual([
    'invalid_input',
    'not_here',
    'limit_exceeded',
    'internal',
  ])
  expect(operationOf('logOut')['x-dhol-codes']).toEqual([
    'invalid_input',
    'unauthorized',
    'not_here',
    'csrf',
    'limit_exceeded',
    'internal',
  ])
  expect([413, 415].map((status) => codesOf('register', status))).toEqual([
    ['body_too_large'],
    ['unsupported_media_type'],
  ])
  expect(codesOf('changeMember', 403)).toEqual([
    'not_here',
    'no_workspace',
    'role_forbidden',
    'step_up_required',
    'second_factor_required',
  ])
  expect(codesOf('listBrands', 403)).toEqual(['not_here', 'no_workspace', 'second_factor_required'])
  expect(codesOf('changePassword', 403)).toEqual(['not_here', 'role_forbidden', 'step_up_required'])
  expect(codesOf('getGeneration', 404)).toEqual(['not_found'])
  expect(codesOf('createGeneration', 409)).toEqual(['idempotency_key_reused'])
  expect(codesOf('login', 401)).toEqual(['wrong_login', 'code_required', 'code_wrong'])
  expect(codesOf('login', 429)).toEqual(['slow_down', 'limit_exceeded'])
})

test('codes are found in the file of an endpoint and in what it calls', () => {
  expect(codesGivenBy('acceptInvitation', 'auth')).toEqual(
    expect.arrayContaining(['invitation_for_other', 'link_invalid']),
  )
  expect(codesGivenBy('changeMember', 'auth')).toEqual(
    expect.arrayContaining(['not_found', 'role_forbidden', 'last_owner']),
  )
})

test('no code of the contracts is left that nobody gives', () => {
  const given = new Set(operations.flatMap(({ operation }) => operation['x-dhol-codes']))
  expect(Object.keys(errors).filter((code) => !given.has(code))).toEqual([])
})

test('fields of a body and a query keep their bounds, and a name stands for what is used more than once', () => {
  expect(operationOf('createGeneration').requestBody).toMatchObject({
    content: {
      'application/json': {
        schema: {
          required: ['brandId', 'brief', 'aspectRatios', 'count'],
          additionalProperties: false,
          properties: {
            brandId: { pattern: '^brd_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
            brief: { type: 'string', minLength: 1, maxLength: 4000 },
            aspectRatios: { items: { $ref: '#/components/schemas/AspectRatio' } },
            count: { type: 'integer', minimum: 1, maximum: 8 },
          },
        },
      },
    },
  })
  expect(operationOf('listGenerations').parameters).toMatchObject([
    { name: 'cursor', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 100, default: 20 } },
  ])
  expect(responseOf('getGeneration', 200).content).toEqual({
    'application/json': { schema: { $ref: '#/components/schemas/Generation' } },
  })
  expect(described.components.schemas.Generation).toMatchObject({
    properties: { pictures: { items: { $ref: '#/components/schemas/Picture' } } },
  })
})
