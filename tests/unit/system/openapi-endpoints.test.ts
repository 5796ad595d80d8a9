import { describe, expect, test } from 'vitest'
import { access } from '../../../contracts/access.ts'
import { type ErrorCode, errors } from '../../../contracts/errors.ts'
import { endpoints } from '../../../contracts/index.ts'
import { codesGivenBy } from './codes-given.ts'
import { codesOf, operationOf, operations, responseOf } from './described.ts'

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
    const kind = endpoint.file?.type ?? 'application/json'
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

/** No endpoint asks a vendor while somebody waits: only steps meet it. */
const ofSteps = ['provider_unavailable']

test('no code of the contracts is left that nobody gives', () => {
  const given = new Set([...operations.flatMap(({ operation }) => operation['x-dhol-codes']), ...ofSteps])
  expect(Object.keys(errors).filter((code) => !given.has(code))).toEqual([])
})
